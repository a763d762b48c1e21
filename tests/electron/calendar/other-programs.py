# What calendars of Debian make of a calendar file: read with python3-icalendar and python3-dateutil, neither of which
# knows of Kith. Prints JSON: of each component what it is, when it is (epoch seconds, or a day), and its first
# occurrences; and of the zones in the file the offsets at the wall times that stand on standard input.
import io
import json
import sys
from datetime import date, datetime, timezone

import icalendar
from dateutil import rrule, tz

text = open(sys.argv[1], newline="").read()
asked = json.load(sys.stdin)
zones = tz.tzical(io.StringIO(text)) if "BEGIN:VTIMEZONE" in text else None


def moment(value, tzid):
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is not None and value.utcoffset() is not None and tzid is None:
        return int(value.timestamp())
    return int(value.replace(tzinfo=zones.get(tzid)).timestamp())


def occurrences(component):
    rule = component.get("rrule")
    if rule is None:
        return None
    start = component["dtstart"]
    tzid = start.params.get("TZID")
    is_day = not isinstance(start.dt, datetime)
    begin = datetime(start.dt.year, start.dt.month, start.dt.day, *(() if is_day else (start.dt.hour, start.dt.minute)))
    words = rule.to_ical().decode()
    if "UNTIL" in words and tzid is not None:
        begin = begin.replace(tzinfo=zones.get(tzid))
    days = rrule.rruleset()
    days.rrule(rrule.rrulestr(words, dtstart=begin))
    left = component.get("exdate", [])
    for one in left if isinstance(left, list) else [left]:
        for each in one.dts:
            at = each.dt
            days.exdate(datetime(at.year, at.month, at.day, *(() if is_day else (at.hour, at.minute)), tzinfo=begin.tzinfo))
    found = []
    for at in days:
        found.append(at.date().isoformat() if is_day else int(at.replace(tzinfo=zones.get(tzid)).timestamp()))
        if len(found) == 12:
            break
    return found


calendar = icalendar.Calendar.from_ical(text)
out = []
for component in calendar.walk():
    if component.name not in ("VTODO", "VEVENT"):
        continue
    when = component.get("due") or component.get("dtstart")
    out.append({
        "kind": component.name,
        "uid": str(component["uid"]),
        "summary": str(component["summary"]),
        "description": str(component.get("description", "")),
        "status": str(component.get("status", "")),
        "at": moment(when.dt, when.params.get("TZID")),
        "alarms": len([each for each in component.subcomponents if each.name == "VALARM"]),
        "occurrences": occurrences(component),
    })

offsets = [int(datetime.fromtimestamp(each["at"], timezone.utc).astimezone(zones.get(each["zone"])).utcoffset().total_seconds()) for each in asked]
json.dump({"components": out, "offsets": offsets, "problems": [str(error) for each in calendar.walk() for error in each.errors]}, sys.stdout)
