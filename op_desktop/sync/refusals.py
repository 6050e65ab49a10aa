"""Why a package is not taken in, in words for the person who holds it."""

from op_desktop.errors import UserError
from op_desktop.language import N_


class BundleRefused(UserError):
    """The package breaks a rule; nothing of it was taken in."""

    title = N_("The package “{bundle}” cannot be taken in ({reason}).")
    advice = N_("Ask for a new package from where it was made. Nothing was changed.")


class NotABundle(BundleRefused):
    """The file is something else."""

    title = N_("“{bundle}” is not a package of OP Desktop.")
    advice = N_("Packages end in .opb or .opb.zip. Nothing was changed.")


class BundleUnreadable(BundleRefused):
    """The file cannot be read: the stick is out, or the file is locked or gone."""

    title = N_("The package “{bundle}” cannot be read.")
    advice = N_("Insert the USB stick again, or copy the package to this computer, then try again.")


class BundleDamaged(BundleRefused):
    """The package was cut or altered on the way."""

    title = N_("The package “{bundle}” is not complete ({reason}).")
    advice = N_("Copy it again from where it was made. Nothing was changed.")


class KnownBundleDamaged(BundleDamaged):
    """The package says whose it is and its code, but is cut or altered further on."""

    title = N_("{author}’s package is not complete ({reason}).")
    advice = N_("Ask for it to be copied again: the code is {code}.")


class BundleTooNew(BundleRefused):
    """The package was written in a form that this program cannot read yet."""

    title = N_("The package comes from a newer OP Desktop.")
    advice = N_("Update this computer and try again.")


class BundleNotForUs(BundleRefused):
    """The package is sealed for keys that this computer does not hold, or its head is damaged."""

    title = N_("The package “{bundle}” does not open with this computer’s key ({key}).")
    advice = N_("Copy it again from where it was made. If that does not help, it was sealed for another centre.")


class BundleOfAnotherProgramme(BundleRefused):
    """The package belongs to another programme."""

    title = N_("The package “{bundle}” belongs to another programme ({programme}).")
    advice = N_("Hand it over to that programme’s centre. Nothing was changed.")


class BundleOfTraining(BundleRefused):
    """The package holds invented data and this is a real workspace, or the other way round."""

    title = N_("The package “{bundle}” and this workspace do not go together: one of them is for practice.")
    advice = N_("Practice packages go into a practice workspace only. Nothing was changed.")


def shown(name: str) -> str:
    """A name from outside as it may be shown: nothing invisible, not too long."""
    plain = ascii(name)[1:-1]
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
