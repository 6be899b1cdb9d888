// Between what a person types (`@Ada`, `#general`) and what a message carries (`<@1>`, `<#2>`).

import { guildOf, listedChannels, membersHere, nameOf, world } from './world.js';

function people() {
  return membersHere().map((user) => ({ text: `@${nameOf(user)}`, mark: `<@${user.id}>` }));
}

function roles() {
  return (guildOf(world.channelId)?.roles ?? []).filter((role) => role.name !== '@everyone').map((role) => ({ text: `@${role.name}`, mark: `<@&${role.id}>` }));
}

function channels() {
  const guild = guildOf(world.channelId);
  return guild ? listedChannels(guild).map((channel) => ({ text: `#${channel.name}`, mark: `<#${channel.id}>` })) : [];
}

/** Longer names first: `@Ada L` must not become `<@1> L`. */
const all = () => [...people(), ...roles(), ...channels()].sort((a, b) => b.text.length - a.text.length);

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text to send. */
export function encodeMentions(text) {
  return all().reduce((result, { text: name, mark }) => result.replace(new RegExp(`(?<![\\w<])${escape(name)}(?![\\w])`, 'g'), mark), text);
}

/** The text to edit. */
export const decodeMentions = (text) => all().reduce((result, { text: name, mark }) => result.replaceAll(mark, name), text.replaceAll('<@!', '<@'));

/** Completions for a word that begins with `@` or `#`. */
export function mentionItems(word) {
  const pool = word[0] === '#' ? channels() : [...people(), ...roles()];
  return pool.filter(({ text }) => text.toLowerCase().includes(word.slice(1).toLowerCase())).slice(0, 10).map(({ text }) => ({ value: text, label: text }));
}
