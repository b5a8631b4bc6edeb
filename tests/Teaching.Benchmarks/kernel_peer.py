"""Starts Jupyter kernels and times them, by jupyter_client. Arguments: the teach to measure, and the folder in which kernelspecs may be written.

Orders, one JSON line each: {"kernel": "teach" or "python3", "do": "start" | "cells" | "memory" | "end"}.
"""
import json
import os
import sys
import time

teach, folder = sys.argv[1:]
spec = os.path.join(folder, "kernels", "teach")
os.makedirs(spec)
with open(os.path.join(spec, "kernel.json"), "w") as file:
    json.dump({"argv": [teach, "kernel", "run", "--connection-file", "{connection_file}"], "display_name": "teach", "language": "C#",
               "interrupt_mode": "message"}, file)
os.environ["JUPYTER_PATH"] = folder

import ipykernel  # noqa: E402
import jupyter_client  # noqa: E402
from jupyter_client.manager import start_new_kernel  # noqa: E402

running = {}


def run(client, code):
    """The seconds until all of a cell has come, its result included."""
    start = time.perf_counter()
    result = []
    client.execute_interactive(code, timeout=60, output_hook=lambda m: m["msg_type"] == "execute_result" and result.append(m["content"]["data"]["text/plain"]))
    seconds = time.perf_counter() - start
    assert result == [str(eval(code))], (code, result)
    return seconds


def start(name):
    """The seconds from the start of the process to the first result."""
    begin = time.perf_counter()
    running[name] = start_new_kernel(kernel_name=name)
    run(running[name][1], "1 + 1")
    return time.perf_counter() - begin


def cells(name):
    """The median of sixty trivial cells, none like another."""
    times = sorted(run(running[name][1], f"{i} + 1") for i in range(60))
    return (times[29] + times[30]) / 2


def descendants(process):
    found = [process]
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and int(open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()[1]) == process:
                found += descendants(int(entry))
        except OSError:
            pass
    return found


def memory(name):
    """The megabytes that the kernel and its session have for themselves, and their share of what they share."""
    kilobytes = 0
    for process in descendants(running[name][0].provisioner.pid):
        for line in open(f"/proc/{process}/smaps_rollup"):
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def end(name):
    manager, client = running.pop(name)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return 0


print(json.dumps({"version": f"ipykernel {ipykernel.__version__}", "blas": f"jupyter_client {jupyter_client.__version__}"}), flush=True)
for line in sys.stdin:
    order = json.loads(line)
    print(json.dumps({"seconds": {"start": start, "cells": cells, "memory": memory, "end": end}[order["do"]](order["kernel"])}), flush=True)
