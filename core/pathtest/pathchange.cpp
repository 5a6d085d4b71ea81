// SPDX-License-Identifier: MIT
#include "core/pathtest/pathchange.h"

#include "core/codetable.h"

namespace kaunt {

namespace {

using Effect = PathChange::Effect;
using Kind = PathChange::Kind;

constexpr CodeTable<Kind, 17> kindCodes{{{Kind::NotArrived, "not-arrived"},
                                         {Kind::NotVerified, "not-verified"},
                                         {Kind::AnswerChanged, "answer-changed"},
                                         {Kind::BodyChanged, "body-changed"},
                                         {Kind::SignatureLost, "signature-lost"},
                                         {Kind::SignatureRewritten, "signature-rewritten"},
                                         {Kind::MethodChanged, "method-changed"},
                                         {Kind::TargetChanged, "target-changed"},
                                         {Kind::QueryChanged, "query-changed"},
                                         {Kind::FramingChanged, "framing-changed"},
                                         {Kind::HeaderAdded, "header-added"},
                                         {Kind::HeaderRemoved, "header-removed"},
                                         {Kind::HeaderChanged, "header-changed"},
                                         {Kind::HeaderRenamed, "header-renamed"},
                                         {Kind::LettersChanged, "letters-changed"},
                                         {Kind::OrderChanged, "order-changed"},
                                         {Kind::ArrivedRepeatedly, "arrived-repeatedly"}}};
static_assert(static_cast<size_t>(Kind::ArrivedRepeatedly) + 1 == kindCodes.size(), "each of them");

constexpr CodeTable<Effect, 3> effectCodes{
    {{Effect::Harmless, "harmless"}, {Effect::Remarkable, "remarkable"}, {Effect::Breaking, "breaking"}}};

} // namespace

QString pathChangeCode(PathChange::Kind kind)
{
    return codeIn(kindCodes, kind);
}

QString pathEffectCode(PathChange::Effect effect)
{
    return codeIn(effectCodes, effect);
}

} // namespace kaunt
