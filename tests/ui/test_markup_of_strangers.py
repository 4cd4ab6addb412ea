"""Words that branches sent are shown as they are: Qt must not take them for markup."""

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel

from desktop.ui.approval.summary import summary_of
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.cells import plain_tip

IMAGE = "借据 <img src='//server/x.png'>\n第二行"


def test_a_cards_title_is_plain_text(qtbot):
    card = Card(IMAGE)
    qtbot.addWidget(card)
    formats = {each.textFormat() for each in card.findChildren(QLabel) if each.text() == IMAGE}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_tip_shows_markup_as_it_was_typed():
    assert plain_tip(IMAGE) == "<qt>借据 &lt;img src=&#x27;//server/x.png&#x27;&gt;<br>第二行</qt>"
    assert plain_tip("甲 & 乙") == "甲 & 乙"


def test_a_moment_or_a_count_that_is_none_is_read_as_it_stands():
    found = summary_of({"made_at": "yesterday", "counts": {"²": 1}}, "zh")
    assert {each.value for each in found.lines} == {"yesterday", "1"}
