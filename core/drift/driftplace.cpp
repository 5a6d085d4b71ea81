// SPDX-License-Identifier: MIT
#include "core/drift/driftplace.h"

#include "core/webhook/jsonpath.h"

#include <algorithm>

namespace kaunt {

namespace {

/// What a finding of this kind can be seen at.
bool isSeenAt(const JsonValue& value, const DriftFinding& finding)
{
    switch (finding.kind) {
    case DriftFinding::Kind::NewValue:
        return value.isString() && value.text == finding.text;
    case DriftFinding::Kind::NewNull:
        return value.isNull();
    case DriftFinding::Kind::NewType:
        return !value.isNull();
    case DriftFinding::Kind::NewEventType:
    case DriftFinding::Kind::NewField:
    case DriftFinding::Kind::VanishedField:
        break;
    }
    return true;
}

/// The search through all that a path of LearnedShape may mean.
class PlaceSearch {
public:
    PlaceSearch(const JsonValue& root, const DriftFinding& finding)
        : m_finding(finding)
        , m_nearest(&root)
    {
    }

    [[nodiscard]] const JsonValue& nearest() const { return *m_nearest; }

    /// `rest` is what is left of the path behind this value. Whether it was found.
    bool look(const JsonValue& value, QStringView rest)
    {
        if (m_nearestRest < 0 || rest.size() < m_nearestRest) {
            m_nearest = &value;
            m_nearestRest = rest.size();
        }
        if (rest.isEmpty()) {
            if (!isSeenAt(value, m_finding))
                return false;
            m_nearest = &value;
            return true;
        }
        constexpr QLatin1String anyElement("[]");
        if (value.isArray() && rest.startsWith(anyElement))
            return std::any_of(value.elements.begin(), value.elements.end(),
                               [&](const JsonValue& element) { return look(element, rest.sliced(anyElement.size())); });
        return std::any_of(value.members.begin(), value.members.end(), [&](const JsonMember& member) {
            constexpr QLatin1String anyIdentifier("[*]");
            const QString step = jsonPathStep(member.key);
            const qsizetype length = rest.startsWith(step) ? step.size() : anyIdentifier.size();
            if (!rest.startsWith(step) && !rest.startsWith(anyIdentifier))
                return false;
            const QStringView behind = rest.sliced(length);
            const bool isWhole = behind.isEmpty() || behind.startsWith(u'.') || behind.startsWith(u'[');
            return isWhole && look(member.value, behind);
        });
    }

private:
    const DriftFinding& m_finding;
    const JsonValue* m_nearest;
    qsizetype m_nearestRest = -1;
};

} // namespace

const JsonValue& driftPlace(const JsonValue& root, const DriftFinding& finding)
{
    PlaceSearch search(root, finding);
    if (finding.path.startsWith(u'$'))
        search.look(root, QStringView(finding.path).sliced(1));
    return search.nearest();
}

} // namespace kaunt
