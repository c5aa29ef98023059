package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.conversation.ConversationRead;
import im.parley.protocol.conversation.ConversationsDeleted;
import im.parley.protocol.conversation.GetConversation;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.protocol.message.MessageReadByPeer;
import im.parley.protocol.message.MessagesRemoved;
import im.parley.protocol.profile.Profile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The user's conversations: what messages, pushes and lists change in them. Confined to the chat's executor.
final class Conversations {
    private static final String DELETE_SYNC = "conversation.deleteSync";

    private final Log log;
    private final Emitter emitter;
    private final Self self;
    private final Link link;
    private final MessageCache cache;
    private final ConversationBook book;
    private final GroupBook groups;
    private final Consumer<String> unknownTopic;
    private final Duration timeout;
    private final Set<String> completing = new HashSet<>();
    private final Set<String> opening = new HashSet<>(); // to be on the list even without messages
    private final Set<String> bringingUp = new HashSet<>(); // because they are pinned

    /// @param unknownTopic gets the ID of a topic that a message came from before it was listed
    Conversations(
            Log log,
            Emitter emitter,
            Self self,
            Link link,
            MessageCache cache,
            ConversationBook book,
            GroupBook groups,
            Consumer<String> unknownTopic,
            Duration timeout) {
        this.log = log;
        this.emitter = emitter;
        this.self = self;
        this.link = link;
        this.cache = cache;
        this.book = book;
        this.groups = groups;
        this.unknownTopic = unknownTopic;
        this.timeout = timeout;
    }

    /// Here or on another instance.
    void cleared(HistoryCleared push) {
        if (book.find(push.conversationID()) != null) {
            book.change(push.conversationID(), state -> state.clear(push.clearedSequence(), push.readCounter()));
        }
        cache.removeIf(message -> message.conversationID().equals(push.conversationID())
                && message.sequence() > 0
                && message.sequence() <= push.clearedSequence());
    }

    /// The user deleted messages for themselves.
    ///
    /// @param newest what the conversation shows now; null: nothing
    void forget(String conversationID, List<Message> messages, im.parley.protocol.message.@Nullable Message newest) {
        var gone = messages.stream().map(Message::id).collect(Collectors.toSet());
        messages.forEach(Message::markDeleted);
        cache.select(message -> gone.contains(message.id())).forEach(Message::markDeleted);
        cache.removeIf(message -> gone.contains(message.id()));
        if (book.find(conversationID) != null) {
            book.change(
                    conversationID,
                    state -> state.deleted(
                            newest == null
                                    ? null
                                    : cache.mentioned(newest, self.account().userID())));
        }
    }

    /// Messages are gone from one of the user's conversations.
    void removed(MessagesRemoved push) {
        var conversationID = push.conversationID().text();
        var gone = push.idList().stream()
                .map(id -> cache.find(id.text()))
                .filter(Objects::nonNull)
                .toList();
        forget(conversationID, gone, null);
        complete(conversationID);
    }

    /// A message is not what it was.
    void changed(Message message, im.parley.protocol.message.Message stored) {
        if (stored.change() > 0 && book.find(message.conversationID()) != null) {
            book.change(message.conversationID(), state -> state.changed(message, stored));
        }
    }

    /// The server's complete list.
    ///
    /// @param askedAt [ConversationBook#now] when it was asked for: what changed since stays
    void listed(List<im.parley.protocol.conversation.Conversation> conversations, long askedAt) {
        var listed = conversations.stream()
                .map(im.parley.protocol.conversation.Conversation::conversationID)
                .collect(Collectors.toSet());
        if (self.isEnabled(DELETE_SYNC)) {
            book.removeIf(state -> state.isStored()
                    && !state.isTopic()
                    && !state.isOpened()
                    && state.touched() <= askedAt
                    && !listed.contains(state.conversationID));
        }
        for (var conversation : conversations.reversed()) { // the newest is touched last
            var known = book.find(conversation.conversationID());
            if (known == null && book.removedSince(conversation.conversationID(), askedAt)) {
                continue; // deleted here while the list was on its way
            }
            if (known == null || known.touched() <= askedAt) {
                book.touch(conversation.conversationID(), state -> mergeListed(state, conversation));
            } else {
                book.change(conversation.conversationID(), state -> mergeListed(state, conversation));
            }
        }
    }

    /// Somebody else, or another instance of the user, wrote.
    void arrived(Message message, long unreadCounter) {
        var unknown = book.find(message.conversationID()) == null;
        if (message.isExcludedFromLastMessage()) {
            if (!unknown) { // else the conversation is listed with its next message
                book.change(message.conversationID(), state -> add(state, message, unreadCounter));
            }
            return;
        }
        book.touch(message.conversationID(), state -> {
            add(state, message, unreadCounter); // first: an own one stays uncounted when what follows is corrected
            var isOwn = message.flow() == Flow.OUT;
            if (unknown && (!isOwn || message.conversationType().equals(Types.CONV_GROUP))) {
                var counts = !isOwn && !message.isExcludedFromUnreadCount();
                state.assumeReadBefore(counts ? unreadCounter : unreadCounter + 1);
            }
        });
        if (unknown && (message.sequence() > 1 || message.flow() == Flow.OUT || TopicIds.isTopic(message.to()))) {
            complete(message.conversationID());
        }
    }

    private void add(ConversationState state, Message message, long unreadCounter) {
        state.add(message, unreadCounter);
        var call = GroupAtInfo.of(message, self.account().userID());
        if (call != null) {
            state.called(call);
        }
    }

    /// A friend's profile is newer.
    void profile(Profile profile) {
        var conversationID = Types.CONV_C2C + profile.userID();
        if (book.find(conversationID) != null) {
            book.change(conversationID, state -> state.patch(profile));
        }
    }

    /// An own message is stored.
    ///
    /// @param unreadCounter groups: that of the conversation
    void sent(Message message, long unreadCounter) {
        var unknown = book.find(message.conversationID()) == null;
        if (message.isExcludedFromLastMessage()) {
            if (!unknown) {
                book.change(message.conversationID(), state -> state.add(message, unreadCounter));
            }
            return;
        }
        book.touch(message.conversationID(), state -> {
            state.add(message, unreadCounter); // first, as above
            if (unknown && message.conversationType().equals(Types.CONV_GROUP)) {
                state.assumeReadBefore(unreadCounter + 1);
            }
        });
        var state = book.find(message.conversationID());
        if (state != null && (!state.hasProfile() || unknown && state.type.equals(Types.CONV_GROUP))) {
            complete(message.conversationID());
        }
    }

    /// The user has come into a group.
    void open(String conversationID) {
        if (book.find(conversationID) == null) {
            opening.add(conversationID);
        }
        complete(conversationID);
    }

    /// A conversation that is not on the list is pinned.
    void bringUp(String conversationID) {
        bringingUp.add(conversationID);
        open(conversationID);
    }

    /// The user is out of a group.
    void left(String conversationID) {
        opening.remove(conversationID);
        if (book.find(conversationID) != null) {
            book.change(conversationID, ConversationState::left);
        }
    }

    /// Another group has its ID now.
    void replaced(String conversationID) {
        opening.remove(conversationID);
        book.drop(conversationID);
        cache.removeIf(message -> message.conversationID().equals(conversationID));
    }

    /// A conversation that came up by a message: the rest of it, which the message does not say.
    private void complete(String conversationID) {
        if (ConversationId.parse(conversationID) instanceof ConversationId.Group(var groupID)
                && TopicIds.isTopic(groupID)) {
            unknownTopic.accept(groupID);
            return;
        }
        if (!completing.add(conversationID)) {
            return;
        }
        link.call(new GetConversation(ConversationId.parse(conversationID)), timeout)
                .whenComplete((result, failure) -> {
                    completing.remove(conversationID);
                    if (failure != null) {
                        opening.remove(conversationID);
                        bringingUp.remove(conversationID);
                        log.info("cannot complete a conversation: " + Answers.errorOf(failure));
                    } else if (opening.remove(conversationID) || book.find(conversationID) != null) {
                        book.change(conversationID, state -> {
                            state.correctRead(result.conversation().readCounter());
                            merge(state, result.conversation());
                            if (bringingUp.remove(conversationID)) {
                                state.bringUp();
                            }
                        });
                    }
                });
    }

    /// The server's view on a topic.
    ///
    /// @param corrects what was assumed of it so far does not count
    void listedTopic(im.parley.protocol.conversation.Conversation view, boolean corrects) {
        book.change(view.conversationID(), state -> {
            if (corrects) {
                state.correctRead(view.readCounter());
            }
            merge(state, view);
        });
    }

    private void mergeListed(ConversationState state, im.parley.protocol.conversation.Conversation view) {
        mergePartial(state, view);
        var peer = view.userProfile(); // getConversationList#1
        if (peer != null) {
            state.meet(peer.userID(), peer.nick(), peer.avatar());
        }
        if (!state.isStored()) {
            state.bringUp(); // without a message it is listed for its pin
        }
        state.isListed();
    }

    /// What the server says about one conversation; its profile is complete.
    void merge(ConversationState state, im.parley.protocol.conversation.Conversation view) {
        mergePartial(state, view);
        if (view.userProfile() != null) {
            state.patch(view.userProfile());
        }
    }

    private void mergePartial(ConversationState state, im.parley.protocol.conversation.Conversation view) {
        if (view.group() != null) {
            groups.heard(Group.of(view.group(), self.account().userID()));
        }
        if (view.peerReadSequence() > state.peerReadSequence()) {
            tellReadByPeer(view.conversationID(), view.peerReadSequence());
        }
        var newest = view.lastMessage();
        state.merge(
                view,
                newest == null ? null : cache.mentioned(newest, self.account().userID()));
    }

    void read(ConversationRead push) {
        read(push.conversationID(), push.readSequence(), push.readCounter());
    }

    void read(String conversationID, long sequence, long counter) {
        if (book.find(conversationID) == null) {
            return;
        }
        book.change(conversationID, state -> state.read(sequence, counter));
        cache.select(message -> message.conversationID().equals(conversationID) && !message.isRead())
                .forEach(this::mark);
    }

    void readByPeer(MessageReadByPeer push) {
        tellReadByPeer(push.conversationID(), push.peerReadSequence());
        if (book.find(push.conversationID()) != null) {
            book.change(push.conversationID(), state -> state.readByPeer(push.peerReadSequence(), push.peerReadTime()));
        }
    }

    /// Whatever brings the news first, a push or a view of the conversation, raises the event.
    private void tellReadByPeer(String conversationID, long sequence) {
        var read = cache.select(message -> message.conversationID().equals(conversationID)
                && message.flow() == Flow.OUT
                && message.status() == MessageStatus.SUCCESS
                && message.sequence() > 0
                && message.sequence() <= sequence
                && !message.isPeerRead());
        if (!read.isEmpty()) {
            read.forEach(message -> message.update(MessageState::readByPeer));
            emitter.emit(Events.MESSAGE_READ_BY_PEER, read);
        }
    }

    void deleted(ConversationsDeleted push) {
        var gone = new HashSet<>(push.conversationIDList());
        book.removeIf(state -> gone.contains(state.conversationID));
    }

    /// Brings a message up to what is known of its conversation.
    void mark(Message message) {
        var state = book.find(message.conversationID());
        if (state != null) {
            state.mark(message);
        }
    }
}
