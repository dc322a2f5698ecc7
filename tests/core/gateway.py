"""A mail gateway for tests: a real SMTP server on this machine that delivers each Message-ID once."""

import socketserver
import threading
from email import message_from_bytes, policy


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        gateway = self.server.gateway
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line.split(b":")[0].strip().upper().split(b" ")[0].decode()
            if verb in ("EHLO", "HELO", "MAIL", "RSET"):
                self._say("250 ok")
            elif verb == "RCPT":
                address = line.decode().split("<")[1].split(">")[0]
                self._say(gateway.refused.get(address, "250 ok"))
            elif verb == "DATA":
                self._say("354 go on")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self._say(gateway.receive(message_from_bytes(text, policy=policy.default)))
            elif verb == "QUIT":
                self._say("221 bye")
                return

    def _say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Gateway:
    """``delivered``: what recipients got. ``answer``, ``refused``: what it says instead of accepting."""

    def __init__(self):
        self.delivered, self.refused, self.resubmitted = [], {}, 0
        self.answer = "250 accepted"
        self._accepted = set()

    def __enter__(self):
        self._server = _Server(("127.0.0.1", 0), _Session)
        self._server.gateway = self
        self.address = self._server.server_address
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *problem):
        self.close()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def accept(self, name):
        """As if a message of that name had come before."""
        self._accepted.add(name)

    def receive(self, message):
        if not self.answer.startswith("250"):
            return self.answer
        name = message["Message-ID"]
        if name in self._accepted:
            self.resubmitted += 1
        else:
            self._accepted.add(name)
            self.delivered.append(message)
        return self.answer
