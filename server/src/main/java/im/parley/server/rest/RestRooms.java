package im.parley.server.rest;

import im.parley.server.group.LiveAdmins;
import im.parley.server.live.BackEndRooms;

/// What commands about live rooms use.
public record RestRooms(RestUsers users, BackEndRooms rooms, LiveAdmins admins) {}
