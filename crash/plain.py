"""The control: Celery as its front page shows it. The task carries the work, every setting is as it comes."""

import os
import smtplib
from email.message import EmailMessage

from celery import Celery

app = Celery("plain", broker=os.environ["REDIS_URL"])


@app.task  # type: ignore[untyped-decorator]
def remind(number: int) -> None:
    message = EmailMessage()
    message["Subject"] = "Something is due"
    message["To"] = f"worker{number}@example.test"
    message["From"] = "icm@localhost"
    message["Message-ID"] = f"<plain-{number}@localhost>"
    message.set_content("A link.")
    with smtplib.SMTP("127.0.0.1", int(os.environ["ICM_EMAIL_PORT"])) as gateway:
        gateway.send_message(message)


def ask(number: int) -> None:
    for one in range(number):
        remind.delay(one)


if __name__ == "__main__":
    import sys

    from crash.plain import ask as ask_by_its_own_name

    ask_by_its_own_name(int(sys.argv[1]))
