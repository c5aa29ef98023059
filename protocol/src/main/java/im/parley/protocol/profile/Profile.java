package im.parley.protocol.profile;

import java.util.List;

/// What users tell about themselves. Unset texts are empty, unset numbers 0.
///
/// @param userID 1 to 32 bytes
/// @param nick at most 500 bytes
/// @param gender a `GENDER_…` value or empty
/// @param birthday `yyyymmdd` as a number, uint32
/// @param location at most 16 bytes
/// @param selfSignature at most 500 bytes
/// @param allowType an `ALLOW_TYPE_…` value: who may add this user as a friend
/// @param language uint32, the app's meaning
/// @param avatar address of a picture, at most 500 bytes
/// @param messageSettings 0 or 1; bit 0 set: wants no messages, which the app heeds
/// @param adminForbidType a `FORBID_TYPE_…` value, set by administrators
/// @param level uint32, the app's meaning
/// @param role uint32, the app's meaning
/// @param lastUpdatedTime milliseconds since 1970 of the last change
/// @param profileCustomField fields that the settings define
public record Profile(
        String userID,
        String nick,
        String gender,
        long birthday,
        String location,
        String selfSignature,
        String allowType,
        long language,
        String avatar,
        int messageSettings,
        String adminForbidType,
        long level,
        long role,
        long lastUpdatedTime,
        List<CustomField> profileCustomField) {}
