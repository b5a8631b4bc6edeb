"""Runs each cell of the JSON list that is the second argument, and prints as a JSON line what is published after its idle: type, whether its parent is the cell, content."""
import json
import sys
import time

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1])
for code in json.loads(sys.argv[2]):
    cell = client.execute(code)
    is_over, late, end = False, [], time.monotonic() + 30
    while time.monotonic() < end and not late:
        message = client.get_iopub_msg(timeout=30)
        if is_over:
            late = [message["msg_type"], message["parent_header"].get("msg_id") == cell, message["content"]]
        elif message["parent_header"].get("msg_id") == cell:
            is_over = message["content"].get("execution_state") == "idle"
    print(json.dumps(late), flush=True)
client.stop_channels()
manager.shutdown_kernel()
