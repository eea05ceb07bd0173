"""Exports of Telegram chats and channels, as JSON and as pages: a document for each message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.documents.article import Extract, Fields, Note, Part
from graphbuild.documents.dates import day_of


def is_export(held: object) -> bool:
    """Whether JSON is what Telegram Desktop exports: one chat, or all of them."""
    return isinstance(held, Mapping) and (_is_chat(held) or bool(_chats(held)))


def posts(held: Mapping[str, Any]) -> Iterator[Part]:
    """The messages of an export: dated, by their sender, in their chat."""
    left = 0
    for chat in [held] if _is_chat(held) else _chats(held):
        name = str(chat.get("name") or "chat")
        for message in chat["messages"]:
            text = (
                _text(message.get("text")) if isinstance(message, Mapping) and message.get("type") == "message" else ""
            )
            if text.strip():
                yield Extract(
                    text=text, fields=_fields(message, name), name=f"{name}/{message.get('id')}".replace("\n", " ")
                )
            else:
                left += 1
    if left:
        yield Note(f"Left out: messages without text, such as pictures, and notices of the chat ({left}).")


def in_page(tree: Any) -> list[Extract]:
    """The messages of a page of an export; a message without a name is by the sender of the one before."""
    header = tree.find(".//div[@class='page_header']")
    chat = " ".join("".join(header.itertext()).split()) if header is not None else ""
    found: list[Extract] = []
    sender = ""
    for message in tree.iter("div"):
        classes = (message.get("class") or "").split()
        if "message" not in classes or "service" in classes:
            continue
        sender = _inner(message, "from_name") or sender
        day = day_of(_title(message).split(" ")[0])
        if text := _inner(message, "text"):
            fields = Fields(title=None, author=sender or None, outlet=chat or None, published=day)
            found.append(Extract(text=text, fields=fields, name=message.get("id") or str(len(found) + 1)))
    return found


def _chats(held: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the chats listed in a full account export; empty if there is no list."""
    chats = held.get("chats")
    listed = chats.get("list") if isinstance(chats, Mapping) else None
    return [chat for chat in listed if isinstance(chat, Mapping) and _is_chat(chat)] if isinstance(listed, list) else []


def _is_chat(held: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a chat: its `messages` list contains at least one object with a `type`."""
    messages = held.get("messages")
    return isinstance(messages, list) and any(isinstance(item, Mapping) and "type" in item for item in messages)


def _fields(message: Mapping[str, Any], chat: str) -> Fields:
    """Return the metadata of a message: its author, its chat as the outlet, and its date."""
    author = message.get("forwarded_from") or message.get("from") or message.get("author")
    return Fields(author=str(author) if author else None, outlet=chat, published=day_of(str(message.get("date") or "")))


def _text(value: object) -> str:
    """The words of a message, which are a string, or pieces of which some are links or bold."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_text(piece.get("text")) if isinstance(piece, Mapping) else _text(piece) for piece in value)
    return ""


def _inner(message: Any, name: str) -> str:
    """The words of the first element of a class in a message; line breaks stay."""
    found = next((item for item in message.iter("div") if name in (item.get("class") or "").split()), None)
    if found is None:
        return ""
    for line in found.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(found.itertext()).strip().split("\n"))


def _title(message: Any) -> str:
    """Return the `title` attribute of a message's date element, or an empty string."""
    found = next((item for item in message.iter("div") if "date" in (item.get("class") or "").split()), None)
    return str(found.get("title") or "") if found is not None else ""
