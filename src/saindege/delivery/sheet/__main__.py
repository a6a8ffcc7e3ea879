"""The program that reads one file of sheets: order on the standard input, reading on the standard output."""

from saindege.delivery.sheet.machine import serve

if __name__ == "__main__":
    serve()
