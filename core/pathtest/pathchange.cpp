// SPDX-License-Identifier: MIT
#include "core/pathtest/pathchange.h"

namespace kaunt {

QString pathChangeCode(PathChange::Kind kind)
{
    using Kind = PathChange::Kind;
    switch (kind) {
    case Kind::NotArrived:
        return QStringLiteral("not-arrived");
    case Kind::NotVerified:
        return QStringLiteral("not-verified");
    case Kind::AnswerChanged:
        return QStringLiteral("answer-changed");
    case Kind::BodyChanged:
        return QStringLiteral("body-changed");
    case Kind::SignatureLost:
        return QStringLiteral("signature-lost");
    case Kind::SignatureRewritten:
        return QStringLiteral("signature-rewritten");
    case Kind::MethodChanged:
        return QStringLiteral("method-changed");
    case Kind::TargetChanged:
        return QStringLiteral("target-changed");
    case Kind::QueryChanged:
        return QStringLiteral("query-changed");
    case Kind::FramingChanged:
        return QStringLiteral("framing-changed");
    case Kind::HeaderAdded:
        return QStringLiteral("header-added");
    case Kind::HeaderRemoved:
        return QStringLiteral("header-removed");
    case Kind::HeaderChanged:
        return QStringLiteral("header-changed");
    case Kind::HeaderRenamed:
        return QStringLiteral("header-renamed");
    case Kind::LettersChanged:
        return QStringLiteral("letters-changed");
    case Kind::OrderChanged:
        return QStringLiteral("order-changed");
    case Kind::ArrivedRepeatedly:
        return QStringLiteral("arrived-repeatedly");
    }
    return {};
}

QString pathEffectCode(PathChange::Effect effect)
{
    switch (effect) {
    case PathChange::Effect::Harmless:
        return QStringLiteral("harmless");
    case PathChange::Effect::Remarkable:
        return QStringLiteral("remarkable");
    case PathChange::Effect::Breaking:
        break;
    }
    return QStringLiteral("breaking");
}

} // namespace kaunt
