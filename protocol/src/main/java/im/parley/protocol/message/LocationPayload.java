package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;

/// Payload of `MSG_LOCATION` (`createLocationMessage#1`).
///
/// @param description may be empty
/// @param longitude degrees east, -180 to 180
/// @param latitude degrees north, -90 to 90
public record LocationPayload(String description, Double longitude, Double latitude) {
    private static final double LONGITUDE = 180;
    private static final double LATITUDE = 90;

    public LocationPayload {
        Check.present("payload.description", description, ErrorCode.MESSAGE_INVALID_REQUEST);
        degrees("payload.longitude", longitude, LONGITUDE);
        degrees("payload.latitude", latitude, LATITUDE);
    }

    private static void degrees(String field, Double value, double most) {
        Check.present(field, value, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                Math.abs(value) <= most,
                field,
                value,
                "-" + (int) most + " to " + (int) most,
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
