"""What is said about errors: the mendable ones in their words, defects without anybody's name."""

from op_desktop.errors import UserError
from ui.messages import details_of, message_of


class PlaceClosed(UserError):
    title = "“{place}” is closed."
    advice = "Choose another place."


def test_a_mendable_error_speaks_for_itself():
    message = message_of(PlaceClosed(place="Bar Sport"))
    assert (message.tone, message.title, message.text) == ("warning", "“Bar Sport” is closed.", "Choose another place.")


def test_a_defect_tells_what_is_safe():
    assert "10:17" in message_of(ValueError("x"), saved_at="10:17").text
    assert message_of(ValueError("x")).text == ""


def test_details_name_the_place_in_the_code_and_nobody():
    try:
        raise ValueError("Giulia Colombo")
    except ValueError as error:
        details = details_of(error)
    assert "ValueError" in details
    assert "test_details_name_the_place" in details
    assert "Colombo" not in details
