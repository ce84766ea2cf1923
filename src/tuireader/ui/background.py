"""Work beside the screen, in threads that never hold up the end of the program.

Textual's own thread workers belong to the event loop, which waits for them when it closes: a large document being
indexed would keep a closed reader alive for seconds. These are daemons; what they find comes back as a message.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")


class Finished(Message):
    """A piece of work is done; ``deliver`` gives its result to whoever asked, in the screen's own thread."""

    def __init__(self, deliver: Callable[[], None]) -> None:
        super().__init__()
        self.deliver = deliver


class Background:
    """Runs work for an app. The app must call ``deliver`` of each ``Finished`` message."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self.running = 0
        """How many pieces of work have not been delivered yet."""

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do ``work`` in a thread; then ``done`` with its result, or ``failed`` with what it raised, on the screen."""
        self.running += 1

        def deliver(give: Callable[[], None]) -> None:
            def here() -> None:
                self.running -= 1
                give()

            self._app.post_message(Finished(here))

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # whatever it is, it must be said and must not end the reading
                problem = error
                deliver(lambda: failed(problem))
            else:
                deliver(lambda: done(result))

        threading.Thread(target=job, daemon=True).start()
