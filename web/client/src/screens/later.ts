import { later } from "../ui/later";

// What the messenger opens on top of the chats, or beside them. A new chat and the search are there from the start: who
// opens one of them by a key types on at once.
export const ContactList = later(() => import("../contacts/ContactList.vue"));
export const GroupPanel = later(() => import("../groups/GroupPanel.vue"));
export const MyProfile = later(() => import("../profile/MyProfile.vue"));
export const NewTopic = later(() => import("../communities/NewTopic.vue"));
export const PersonCard = later(() => import("../profile/PersonCard.vue"));
export const TopicPanel = later(() => import("../communities/TopicPanel.vue"));
