"""Jupyter's own tests of a kernel (jupyter_kernel_test), filled in for C#. Argument: the kernel's name."""
import sys
import unittest

import jupyter_kernel_test


class TeachKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv.pop(1)
    language_name = "csharp"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    completion_samples = [
        {"text": "Console.Wri", "matches": {"Write", "WriteLine"}},
        {"text": "Math.Sqr", "matches": {"Sqrt"}},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "if (true) { }"]
    incomplete_code_samples = ["if (true) {", "var s = @\"open", "int F("]
    invalid_code_samples = ["int = 3;", "}"]
    code_page_something = "Math.Sqrt?"
    code_generate_error = "throw new Exception(\"as asked\");"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "1.5 + 1", "result": "2.5"},
        {"code": "\"text\" + 1", "result": "text1"},
    ]
    code_display_data = [
        {"code": "display(HTML(\"<b>bold</b>\"));", "mime": "text/html"},
        {"code": "display(3);", "mime": "text/plain"},
    ]
    code_history_pattern = "1?5*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.Sqrt"
    code_clear_output = "ClearOutput();"


if __name__ == "__main__":
    unittest.main(verbosity=2)
