# Made by cldr.mjs from CLDR 48.0; not to be edited.
# Copyright © 1991-present Unicode, Inc. Licensed under Unicode-3.0.

date-year = { $year }
date-month-1 = January { $year }
date-day-1 = { $day } January { $year }
date-month-2 = February { $year }
date-day-2 = { $day } February { $year }
date-month-3 = March { $year }
date-day-3 = { $day } March { $year }
date-month-4 = April { $year }
date-day-4 = { $day } April { $year }
date-month-5 = May { $year }
date-day-5 = { $day } May { $year }
date-month-6 = June { $year }
date-day-6 = { $day } June { $year }
date-month-7 = July { $year }
date-day-7 = { $day } July { $year }
date-month-8 = August { $year }
date-day-8 = { $day } August { $year }
date-month-9 = September { $year }
date-day-9 = { $day } September { $year }
date-month-10 = October { $year }
date-day-10 = { $day } October { $year }
date-month-11 = November { $year }
date-day-11 = { $day } November { $year }
date-month-12 = December { $year }
date-day-12 = { $day } December { $year }
