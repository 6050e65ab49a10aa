"""A dialog whose wrapped words may grow while it is open."""

from ui.dialogs.dialog import Dialog


class RoomyDialog(Dialog):
    """As tall as its content really is, within the window: layouts foretell too little for wrapped labels."""

    def place(self) -> None:
        """Take the size that the content needs once it is laid out."""
        super().place()
        layer, column = self.parentWidget(), self.layout()
        if layer is None or column is None:
            return
        column.activate()
        lacking = self.body.minimumSize().height() - self._scroll.viewport().height()
        if lacking > 0:
            room = layer.rect().adjusted(16, 16, -16, -16)
            self.resize(self.width(), min(self.height() + lacking, room.height()))
            self.move(room.center() - self.rect().center())
