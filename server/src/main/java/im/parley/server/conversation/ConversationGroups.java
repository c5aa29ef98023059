package im.parley.server.conversation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.AddToConversationGroup;
import im.parley.protocol.conversation.ConversationGroup;
import im.parley.protocol.conversation.CreateConversationGroup;
import im.parley.protocol.conversation.DeleteConversationGroup;
import im.parley.protocol.conversation.OptionsResult;
import im.parley.protocol.conversation.RemoveFromConversationGroup;
import im.parley.protocol.conversation.RenameConversationGroup;
import im.parley.server.conversation.OptionChanges.Changed;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// The groups into which users sort their conversations. A conversation keeps the numbers of its groups, so
/// that renaming or ending one changes no conversation.
final class ConversationGroups {
    private final ConversationLookup lookup;
    private final OptionChanges changes;
    private final Settings settings;

    ConversationGroups(ConversationLookup lookup, OptionChanges changes, Settings settings) {
        this.lookup = lookup;
        this.changes = changes;
        this.settings = settings;
    }

    OptionsResult create(Caller caller, CreateConversationGroup request) {
        return create(caller, request.groupName(), request.conversationIDList());
    }

    /// See [CreateConversationGroup].
    OptionsResult create(Caller caller, String name, List<String> conversationIDs) {
        settings.checkEnabled(AppSettings.CONVERSATION_GROUPS);
        var found = lookup.resolve(caller, conversationIDs);
        return changes.change(caller, found.failures(), (handle, user) -> {
            var groups = OptionStore.groups(handle, caller.tinyID());
            var known = find(groups, name);
            if (known.isPresent()) { // a repeated call does what the first did
                return OptionChanges.edit(handle, caller, found.targets(), options -> options.in(known.getAsInt()));
            }
            if (groups.size() >= Limits.CONVERSATION_GROUPS) {
                throw ErrorCode.INVALID_CONV_ID.because(
                        "there are " + groups.size() + " conversation groups, expected fewer to make one more");
            }
            int group = user.lastGroup() + 1;
            OptionStore.addGroup(handle, caller.tinyID(), group, name);
            var changed = OptionChanges.edit(handle, caller, found.targets(), options -> options.in(group));
            return new Changed(changed.conversations(), true);
        });
    }

    OptionsResult delete(Caller caller, DeleteConversationGroup request) {
        settings.checkEnabled(AppSettings.CONVERSATION_GROUPS);
        return changes.change(caller, List.of(), (handle, user) -> {
            var known = find(OptionStore.groups(handle, caller.tinyID()), request.groupName());
            known.ifPresent(group -> OptionStore.removeGroup(handle, caller.tinyID(), group));
            return new Changed(List.of(), known.isPresent());
        });
    }

    OptionsResult rename(Caller caller, RenameConversationGroup request) {
        settings.checkEnabled(AppSettings.CONVERSATION_GROUPS);
        return changes.change(caller, List.of(), (handle, user) -> {
            var groups = OptionStore.groups(handle, caller.tinyID());
            var old = find(groups, request.oldName());
            var taken = find(groups, request.newName());
            if (taken.isPresent() && (old.isEmpty() || old.equals(taken))) {
                return new Changed(List.of(), false); // it is so already
            }
            if (old.isEmpty()) {
                throw unknown("oldName", request.oldName());
            }
            if (taken.isPresent()) {
                throw ErrorCode.INVALID_CONV_ID.because(
                        "newName is \"" + request.newName() + "\", expected none of the caller's conversation groups");
            }
            OptionStore.renameGroup(handle, caller.tinyID(), old.getAsInt(), request.newName());
            return new Changed(List.of(), true);
        });
    }

    OptionsResult add(Caller caller, AddToConversationGroup request) {
        return add(caller, request.groupName(), request.conversationIDList());
    }

    /// See [AddToConversationGroup].
    OptionsResult add(Caller caller, String name, List<String> conversationIDs) {
        return sort(caller, name, conversationIDs, Options::in);
    }

    private OptionsResult sort(
            Caller caller, String name, List<String> conversationIDs, BiFunction<Options, Integer, Options> sorting) {
        settings.checkEnabled(AppSettings.CONVERSATION_GROUPS);
        var found = lookup.resolve(caller, conversationIDs);
        return changes.change(caller, found.failures(), (handle, user) -> {
            int group = group(handle, caller, name);
            return OptionChanges.edit(handle, caller, found.targets(), options -> sorting.apply(options, group));
        });
    }

    OptionsResult remove(Caller caller, RemoveFromConversationGroup request) {
        return remove(caller, request.groupName(), request.conversationIDList());
    }

    /// See [RemoveFromConversationGroup].
    OptionsResult remove(Caller caller, String name, List<String> conversationIDs) {
        return sort(caller, name, conversationIDs, Options::notIn);
    }

    private static int group(Handle handle, Caller caller, String name) {
        return find(OptionStore.groups(handle, caller.tinyID()), name).orElseThrow(() -> unknown("groupName", name));
    }

    private static OptionalInt find(List<ConversationGroup> groups, String name) {
        return groups.stream()
                .filter(group -> group.groupName().equals(name))
                .mapToInt(ConversationGroup::groupID)
                .findFirst();
    }

    static ChatException unknown(String field, String name) {
        return ErrorCode.INVALID_CONV_ID.because(
                field + " is \"" + name + "\", expected one of the caller's conversation groups");
    }
}
