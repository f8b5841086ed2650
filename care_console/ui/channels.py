"""How a channel looks, wherever a request is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.requests import Channel

if TYPE_CHECKING:
    from care_console.ui.theme.icons import IconName

CHANNEL_ICONS: dict[Channel, IconName] = {
    Channel.PHONE: "phone",
    Channel.EMAIL: "mail",
    Channel.LETTER: "file-text",
    Channel.CHAT: "message-square",
}
