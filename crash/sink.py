"""The recipient's side: an SMTP server in a process of its own that nobody kills.

It keeps the gateway's part of the bargain (a Message-ID accepted before is acknowledged and not delivered again) and
writes one line into a journal for each message: when it came, what became of it, its name, to whom, and
about what.
"""

import socketserver
import sys
import threading
import time
from email import message_from_bytes
from pathlib import Path

# A message takes so long: without it all would be sent before anything could be broken.
PAUSE = 0.03


class Journal:
    def __init__(self, file: Path) -> None:
        self._file = file.open("a", buffering=1)
        self._accepted: set[str] = set()
        self._lock = threading.Lock()

    def write(self, name: str, reader: str, subject: str) -> None:
        with self._lock:
            what = "again" if name in self._accepted else "delivered"
            self._accepted.add(name)
            self._file.write(f"{time.monotonic():.3f}\t{what}\t{name}\t{reader}\t{subject}\n")


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line.strip().upper()[:4]
            if verb == b"DATA":
                self._say("354 go on")
                self._receive()
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _receive(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return  # the sender died in the middle of it: nothing was accepted
            lines.append(line)
        message = message_from_bytes(b"".join(lines))
        time.sleep(PAUSE)
        named = (message[header] for header in ("Message-ID", "To", "Subject"))
        self.server.journal.write(*named)  # type: ignore[attr-defined]
        self._say("250 accepted")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed breaks its line; that is what this is for."""


def main(journal: Path) -> None:
    with Server(("127.0.0.1", 0), Session) as server:
        server.journal = Journal(journal)  # type: ignore[attr-defined]
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
