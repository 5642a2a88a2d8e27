meetings = Meetings
