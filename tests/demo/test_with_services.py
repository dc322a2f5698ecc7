"""A command with the servers up, and nothing left after it."""

import os
import subprocess
import sys

from icm.demo.leftovers import alive

ASK = """
import os, psycopg, redis
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(connection.execute("SELECT current_user").fetchone()[0])
print(redis.Redis.from_url(os.environ["REDIS_URL"]).info("server")["process_id"])
raise SystemExit(7)
"""


def test_the_command_finds_both_servers_and_its_exit_code_is_passed_on(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "icm.demo.with_services", sys.executable, "-c", ASK],
        env=os.environ | {"ICM_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    user, valkey = run.stdout.split()

    assert run.returncode == 7
    assert user == "icm_app"
    assert not alive(int(valkey))
