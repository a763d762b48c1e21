#!/usr/bin/python3
"""Writes recurrences.json.gz: what python3-dateutil makes of recurrence rules and of wall times in six zones.

    apt-get install -y python3-dateutil
    /usr/bin/python3 tests/core/golden/make-recurrences.py

Made with dateutil 2.8.2 (Debian 12), Python 3.11, tzdata 2025b; the seed is below, so that it comes out the same.
Instants are reckoned twice, by dateutil.tz and by zoneinfo, which must agree.

    days     zone -> time of day -> offsets from UTC in minutes, one for every day from 2005 to 2034
    series   zone ('' for all day), start, rule, skipped, and of what comes before `to`:
             days     the day of each occurrence, the first as days after the start, then each as days after the last
             offsets  from UTC in minutes, of each occurrence of due times

Offsets are runs, [minutes, how many]. That of a time that does not exist is the one before clocks went forward: so
wall time less offset is as much later as they went.
"""
import datetime
import gzip
import itertools
import json
import pathlib
import random
import zoneinfo

from dateutil import rrule, tz

ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo', 'Pacific/Auckland']
FIRST, LAST = datetime.date(2005, 1, 1), datetime.date(2034, 12, 31)
# Midnight is skipped in Sao Paulo, two in New York, Berlin (as half past) and Auckland, half of it in Lord Howe.
TIMES = ['00:00', '00:30', '01:30', '01:45', '02:00', '02:15', '02:30', '03:00', '09:00', '23:30']
WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
SERIES, LIMIT = 3000, 90

chance = random.Random(5545)


def offset_minutes(wall, zone):
    """Python's fold=0: of a time that exists twice the first, of one that does not exist the offset before."""
    there = tz.gettz(zone)
    by_dateutil = tz.resolve_imaginary(wall.replace(tzinfo=there)).astimezone(tz.UTC).replace(tzinfo=None)
    by_zoneinfo = wall.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.timezone.utc).replace(tzinfo=None)
    assert by_dateutil == by_zoneinfo, (wall, zone, by_dateutil, by_zoneinfo)
    return round((wall - by_dateutil).total_seconds() / 60)


def runs(values):
    found = []
    for value in values:
        if found and found[-1][0] == value:
            found[-1][1] += 1
        else:
            found.append([value, 1])
    return found


def at(day, time):
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time))


def some(values, most):
    return sorted(chance.sample(values, chance.randint(1, min(most, len(values)))))


def listed(values):
    return ','.join(str(value) for value in values)


def ordinals(of):
    return listed(sorted({f'{chance.choice(of)}{chance.choice(WEEKDAYS)}' for _ in range(chance.randint(1, 2))}))


def random_rule(start):
    freq = chance.choice(['DAILY', 'WEEKLY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'MONTHLY', 'YEARLY'])
    parts = {'FREQ': freq}
    if chance.random() < 0.5:
        parts['INTERVAL'] = chance.choice([2, 2, 3, 4, 5, 6, 10, 12, 45] if freq != 'YEARLY' else [2, 3, 4])
    if freq == 'DAILY':
        if chance.random() < 0.3:
            parts['BYDAY'] = listed(some(WEEKDAYS, 5))
        if chance.random() < 0.2:
            parts['BYMONTH'] = listed(some(range(1, 13), 6))
        if chance.random() < 0.1:
            parts['BYMONTHDAY'] = listed(some([*range(1, 32), -1, -2], 12))
    if freq == 'WEEKLY':
        if chance.random() < 0.8:
            parts['BYDAY'] = listed(some(WEEKDAYS, 5))
            if chance.random() < 0.15:
                parts['BYSETPOS'] = chance.choice([1, -1])
        if chance.random() < 0.3:
            parts['WKST'] = chance.choice(WEEKDAYS)
        if chance.random() < 0.1:
            parts['BYMONTH'] = listed(some(range(1, 13), 6))
    if freq == 'MONTHLY':
        kind = chance.choice(['plain', 'last', 'ordinal', 'day', 'days', 'set', 'both'])
        if kind == 'last':
            parts['BYMONTHDAY'] = chance.choice(['28,29,30,31', '28,29,30', '28,29'])
            parts['BYSETPOS'] = -1
        if kind == 'ordinal':
            parts['BYDAY'] = ordinals([1, 2, 3, 4, 5, -1, -2])
        if kind == 'day':
            parts['BYMONTHDAY'] = chance.choice([1, 15, 28, 29, 30, 31, -1, -2, -31])
        if kind == 'days':
            parts['BYMONTHDAY'] = listed(some([*range(1, 32), -1, -2], 5))
        if kind == 'set':
            parts['BYDAY'] = chance.choice(['MO,TU,WE,TH,FR', 'SA,SU', listed(some(WEEKDAYS, 5))])
            parts['BYSETPOS'] = listed(some([1, 2, 3, -1, -2], 2))
        if kind == 'both':
            parts['BYMONTHDAY'] = listed(some(range(1, 29), 14))
            parts['BYDAY'] = listed(some(WEEKDAYS, 4))
        if chance.random() < 0.15:
            parts['BYMONTH'] = listed(some([1, 3, 5, 7, 8, 10, 12], 4))
    if freq == 'YEARLY':
        kind = chance.choice(['plain', 'february', 'day', 'ordinal', 'of year', 'months', 'set'])
        if kind == 'february':
            parts.update(BYMONTH=2, BYMONTHDAY=-1)
        if kind == 'day':
            parts.update(BYMONTH=start.month, BYMONTHDAY=start.day)
        if kind == 'ordinal':
            parts.update(BYMONTH=listed(some(range(1, 13), 2)), BYDAY=ordinals([1, 2, 3, 4, -1]))
        if kind == 'of year':
            parts['BYDAY'] = ordinals([1, 2, 10, 20, 40, -1, -10])
        if kind == 'months':
            parts['BYMONTH'] = listed(some([1, 3, 5, 7, 8, 10, 12], 4))
        if kind == 'set':
            parts.update(BYMONTH=listed(some(range(1, 13), 3)), BYDAY=listed(some(WEEKDAYS, 4)), BYSETPOS=listed(some([1, 2, 5, -1, -3], 2)))
    return parts


def occurrences(parts, start):
    """As dateutil has them, but for weekly rules with BYSETPOS. There it numbers the days of the week of the start from
    the start on, though those of the month of the start from its 1st. RFC 5545 numbers those of the whole interval,
    so such a week is begun at its beginning, and what is before the start left out."""
    text = ';'.join(f'{name}={value}' for name, value in parts.items() if name != 'COUNT')
    begin = start
    if parts['FREQ'] == 'WEEKLY' and 'BYSETPOS' in parts:
        begin -= datetime.timedelta(days=(start.weekday() - WEEKDAYS.index(parts.get('WKST', 'MO'))) % 7)
    elif 'COUNT' in parts:
        text += f';COUNT={parts["COUNT"]}'
    later = (wall for wall in rrule.rrulestr(text, dtstart=begin) if wall >= start)
    return itertools.islice(later, parts.get('COUNT'))


def a_series():
    zone = chance.choice([*ZONES, *ZONES, ''])
    start = FIRST + datetime.timedelta(days=chance.randrange(365 * 18))
    if chance.random() < 0.15:
        start = datetime.date(chance.choice([2008, 2012, 2016]), 2, 29)
    elif chance.random() < 0.2:
        start = datetime.date(start.year, chance.choice([1, 3, 5, 7, 8, 10, 12]), 31)
    time = chance.choice(TIMES) if zone else '00:00'
    parts = random_rule(start)
    if chance.random() < 0.3:
        parts['COUNT'] = chance.randint(1, 100)
    span = chance.randint(1000, 4000)
    rule = ';'.join(f'{name}={value}' for name, value in parts.items())
    end = at(start, time) + datetime.timedelta(days=span)
    found = []
    for wall in occurrences(parts, at(start, time)):
        if wall >= end:
            break
        if len(found) == LIMIT:
            end = wall
            break
        found.append(wall)
    skipped = sorted(chance.sample(found, min(len(found), chance.randint(1, 5)))) if chance.random() < 0.3 else []
    offset = {wall: offset_minutes(wall, zone) if zone else 0 for wall in found}
    instant = {wall: wall - datetime.timedelta(minutes=offset[wall]) for wall in found}
    if 'COUNT' not in parts and found and chance.random() < 0.4:
        last = chance.choice(found)
        if not zone:
            found = [wall for wall in found if wall <= last]
            rule += f';UNTIL={last:%Y%m%d}'
        elif chance.random() < 0.7:
            # A second before, at, or after it.
            until = instant[last] + datetime.timedelta(seconds=chance.choice([-1, 0, 0, 59, 86399]))
            found = [wall for wall in found if instant[wall] <= until]
            rule += f';UNTIL={until:%Y%m%dT%H%M%SZ}'
        else:
            until = last + datetime.timedelta(minutes=chance.choice([-1, 0, 1]))
            found = [wall for wall in found if wall <= until]
            rule += f';UNTIL={until:%Y%m%dT%H%M%S}'
    found = [wall for wall in found if wall not in skipped]
    text = (lambda wall: f'{wall:%Y-%m-%dT%H:%M}') if zone else (lambda wall: f'{wall:%Y-%m-%d}')
    days = [(wall.date() - before.date()).days for before, wall in zip([at(start, time), *found], found)]
    return {
        'zone': zone, 'start': text(at(start, time)), 'rule': rule, 'skipped': [text(wall) for wall in skipped], 'to': text(end), 'days': days,
        **({'offsets': runs([offset[wall] for wall in found])} if zone else {}),
    }


every_day = [FIRST + datetime.timedelta(days=days) for days in range((LAST - FIRST).days + 1)]
days = {zone: {time: runs([offset_minutes(at(day, time), zone) for day in every_day]) for time in TIMES} for zone in ZONES}
series = []
while len(series) < SERIES:
    one = a_series()
    # What never comes is left to the tests by hand, and is a matter of luck here.
    if one['days'] or 'UNTIL' in one['rule']:
        series.append(one)
body = {'first': str(FIRST), 'last': str(LAST), 'days': days, 'series': series}
path = pathlib.Path(__file__).with_name('recurrences.json.gz')
# No time of writing and no name in it, so that it comes out the same.
path.write_bytes(gzip.compress(json.dumps(body, separators=(',', ':')).encode(), 9, mtime=0))
print(sum(len(one['days']) for one in series), 'occurrences,', len(every_day) * len(TIMES) * len(ZONES), 'wall times,', path.stat().st_size, 'bytes')
