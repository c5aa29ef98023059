package im.parley.server.rest;

import im.parley.server.push.Devices;
import im.parley.server.session.ClusterSessions;
import im.parley.server.session.SessionService;
import im.parley.server.settings.Settings;
import im.parley.server.users.AccountDeletion;
import im.parley.server.users.Mutes;
import im.parley.server.users.ProfileService;

/// What commands about accounts, their profiles and their sign-in use.
public record RestPeople(
        RestUsers users,
        ProfileService profiles,
        AccountDeletion deletion,
        Mutes mutes,
        SessionService sessions,
        ClusterSessions cluster,
        Devices devices,
        Settings settings) {}
