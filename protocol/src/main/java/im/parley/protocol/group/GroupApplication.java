package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;

/// Somebody who waits to be let into a group.
///
/// @param applicant who asked: the user, or the member who invited them
/// @param applicantNick absent: empty
/// @param applicationType 0: the applicant wants in; 2: the applicant invited somebody
/// @param userID 2: who was invited; absent otherwise
/// @param note 0: the applicant's words (`getGroupApplicationList#1`); absent: none
/// @param authentication handed back with the decision
/// @param messageKey names the application
public record GroupApplication(
        String applicant,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String applicantNick,
        String groupID,
        String groupName,
        int applicationType,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String userID,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String note,
        String authentication,
        String messageKey) {}
