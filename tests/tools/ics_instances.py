"""The instances that python's icalendar finds in a file of ours, from 2024 to 2024: uid, start, end, tab-separated."""

import sys
from datetime import datetime, timezone

import icalendar
import recurring_ical_events


def text(moment):
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M:%S")
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


with open(sys.argv[1], encoding="utf-8") as file:
    lines = file.read().replace("\n", "\r\n")
calendar = icalendar.Calendar.from_ical(lines)
rows = []
for event in recurring_ical_events.of(calendar).between((2024, 1, 1), (2025, 1, 1)):
    rows.append("\t".join([str(event["UID"]), text(event.start), text(event.end)]))
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
print("\n".join(sorted(rows)))
