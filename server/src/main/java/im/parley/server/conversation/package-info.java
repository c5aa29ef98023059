/// The list of conversations: each user's view on the timelines they take part in, how far they have read,
/// and taking conversations off the list; the tables of that are those of [im.parley.server.message]. Beside
/// it what users keep about conversations, under one version per user:
///
/// ```
/// user_options ──▶ conversation_options   pins, reminders, marks, data: one row per user and timeline
///              ──▶ conversation_group     names; a row above has their numbers
/// ```
@NullMarked
package im.parley.server.conversation;

import org.jspecify.annotations.NullMarked;
