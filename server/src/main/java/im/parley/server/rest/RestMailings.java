package im.parley.server.rest;

import im.parley.server.mailing.Mailings;
import im.parley.server.mailing.UserAttributes;
import im.parley.server.mailing.UserTags;

/// What commands that push to all users, and say who they are, use.
public record RestMailings(RestUsers users, Mailings mailings, UserTags tags, UserAttributes attributes) {}
