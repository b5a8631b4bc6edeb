"""Drives a kernel with jupyter_client and prints what came, one JSON line an answer. Arguments: the kernel's name, the folder to run in."""
import json
import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1], cwd=sys.argv[2])


def run(code):
    published = []
    reply = client.execute_interactive(code, timeout=60, allow_stdin=False, output_hook=lambda message: published.append(message))
    shown = [[m["msg_type"], m["content"]] for m in published if m["msg_type"] not in ("status", "execute_input")]
    print(json.dumps({"status": reply["content"]["status"], "shown": shown}))


run("Console.WriteLine(System.IO.Directory.GetCurrentDirectory());")
run("int x = 20;")
run("x / 0")
run("2 * x + 2")
manager.restart_kernel(now=False)
client.wait_for_ready(timeout=60)
run("x")
manager.restart_kernel(now=True)
client.wait_for_ready(timeout=60)
run("\"again\"")
print(json.dumps({"alive": manager.is_alive(), "beats": client.hb_channel.is_beating()}))
client.stop_channels()
manager.shutdown_kernel()
