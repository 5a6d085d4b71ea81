// SPDX-License-Identifier: MIT
#include "core/compare/jsonequality.h"

#include <QHashFunctions>

#include <algorithm>

namespace kaunt {

namespace {

std::vector<const JsonMember*> membersByKey(const JsonValue& object)
{
    std::vector<const JsonMember*> members;
    members.reserve(object.members.size());
    for (const JsonMember& member : object.members)
        members.push_back(&member);
    std::stable_sort(members.begin(), members.end(),
                     [](const JsonMember* one, const JsonMember* other) { return one->key < other->key; });
    return members;
}

/// Recursion is bounded by the depth that parseJson() allows.
bool saySame(const JsonValue& one, const JsonValue& other)
{
    if (one.type != other.type || one.boolean != other.boolean || one.text != other.text)
        return false;
    if (one.members.size() != other.members.size())
        return false;
    const auto members = membersByKey(one);
    const auto others = membersByKey(other);
    return std::equal(members.begin(), members.end(), others.begin(),
                      [](const JsonMember* member, const JsonMember* of) {
                          return member->key == of->key && saySame(member->value, of->value);
                      }) &&
           std::equal(one.elements.begin(), one.elements.end(), other.elements.begin(), other.elements.end(), saySame);
}

} // namespace

JsonEquality::JsonEquality(const JsonValue& before, const JsonValue& after, const std::stop_token& stop)
{
    learn(before, stop);
    learn(after, stop);
}

bool JsonEquality::isSame(const JsonValue& one, const JsonValue& other) const
{
    // Different values may have the same hash, and it is a peer that chooses them.
    return hashOf(one) == hashOf(other) && saySame(one, other);
}

/// Recursion is bounded by the depth that parseJson() allows.
size_t JsonEquality::learn(const JsonValue& value, const std::stop_token& stop)
{
    if (stop.stop_requested())
        return 0;
    const size_t seed = QHashSeed::globalSeed();
    size_t inside = 0;
    for (const JsonMember& member : value.members)
        inside += qHashMulti(seed, member.key, learn(member.value, stop)); // in any order
    for (const JsonValue& element : value.elements)
        inside = qHashMulti(seed, inside, learn(element, stop));
    const size_t hash = qHashMulti(seed, static_cast<int>(value.type), value.boolean, value.text, inside);
    m_hashes.insert(&value, hash);
    return hash;
}

} // namespace kaunt
