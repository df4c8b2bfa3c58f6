"""The placeholders of the sample files and how a server fills them in (syntax: README.md).

The reference for `{{BASE}}` and `{{DATE:format:offset}}`; `check.py` fills every file with it before reading.
"""

import re
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DATE = re.compile(r"\{\{DATE:([a-z0-9-]+):([+-])(\d+)([mhd])\}\}")
ANY = re.compile(r"\{\{[^}]*\}\}")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def rfc822(at, weekday_shift=0):
    day = DAYS[(at.weekday() + weekday_shift) % 7]
    return f"{day}, {at.day:02} {MONTHS[at.month - 1]} {at.year} {at:%H:%M:%S} +0700"


FORMATS = {
    "rfc822": rfc822,
    "rfc822-wrong-weekday": lambda at: rfc822(at, weekday_shift=3),
    "rfc3339": lambda at: at.strftime("%Y-%m-%dT%H:%M:%S+07:00"),
    "vi": lambda at: at.strftime("%d/%m/%Y"),
    "vi-time": lambda at: at.strftime("%d/%m/%Y %H:%M"),
}


def offset(sign, number, unit):
    span = timedelta(**{UNITS[unit]: int(number)})
    return -span if sign == "-" else span


def fill(text, base, now):
    """The text a reader gets: no placeholder is left, an unknown one raises ValueError."""

    def date(match):
        form, sign, number, unit = match.groups()
        if form not in FORMATS:
            raise ValueError(f"unknown date format {match[0]}")
        return FORMATS[form]((now + offset(sign, number, unit)).astimezone(VIETNAM))

    filled = DATE.sub(date, text.replace("{{BASE}}", base))
    left = ANY.search(filled)
    if left:
        raise ValueError(f"unknown placeholder {left[0]}")
    return filled
