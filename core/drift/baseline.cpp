// SPDX-License-Identifier: MIT
#include "core/drift/baseline.h"

#include "core/webhook/webhookevent.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype mostSubjects = 100;
constexpr qsizetype mostNews = 1'000;
constexpr qint64 evidence = 5;     ///< how often a thing must have been so to be taken for a rule
constexpr qint64 setEvidence = 20; ///< the same for a set: of words, or whole numbers among the numbers

struct TypeName {
    PathShape::Type type;
    const char* name;
};

/// JSON's own words, as in JSON Schema.
QString typesText(PathShape::Types types)
{
    const bool isWhole = !types.testFlag(PathShape::Fraction);
    const TypeName names[] = {{PathShape::Bool, "boolean"},  {PathShape::Number, isWhole ? "integer" : "number"},
                              {PathShape::String, "string"}, {PathShape::Array, "array"},
                              {PathShape::Object, "object"}, {PathShape::Null, "null"}};
    QStringList found;
    for (const TypeName& one : names) {
        if (types.testFlag(one.type))
            found.append(QLatin1String(one.name));
    }
    return found.join(u'|');
}

/// The words that the documentation has for what stands there; none where it has no list.
QStringList documentedWords(const QString& path)
{
    static const QStringList confidences{QStringLiteral("Low"), QStringLiteral("Medium"), QStringLiteral("High")};
    static const QStringList states{QStringLiteral("Unspecified"), QStringLiteral("Pending"),
                                    QStringLiteral("Processed"), QStringLiteral("Error")};
    if (path.endsWith(QLatin1String("confidence"), Qt::CaseInsensitive))
        return confidences;
    return path.endsWith(QLatin1String("processingState"), Qt::CaseInsensitive) ? states : QStringList();
}

/// What the documentation has as amounts and the like, of which many a one is whole by chance.
bool isMeasure(const QString& path)
{
    static const QRegularExpression measure(QStringLiteral("(amount|quantity|price|rate|value)[^.]*$"),
                                            QRegularExpression::CaseInsensitiveOption);
    return measure.match(path).hasMatch();
}

/// What is documented as a text or a number.
bool isTextOrNumber(const QString& path)
{
    return path.endsWith(QLatin1String(".accrualCode")) || path.endsWith(QLatin1String(".fieldValue"));
}

/// What the documentation says may be null or absent.
bool isOptional(const DriftSubject& subject, const QString& path)
{
    static const QStringList ofPayloads{QStringLiteral("$.CompanyName"), QStringLiteral("$.CorrelationId")};
    static const QRegularExpression ofResources(QStringLiteral(
        R"(\.documentAIResult\b|\.accrual\[\]\.|\.(fileName|processingErrorMessage|invoiceLineNumber|)"
        R"(externalDimensionName|externalDimensionValueId|externalDimensionValueName|postingDate|dueDate|currencyCode|)"
        R"(externalPurchaserId)$|\[\]\.(lineNumber|description|name|quantity|unitOfMeasure)$|)"
        R"(\.invoiceCodingProposalGroups\[\]\.(amountExVat|vatAmount|amountInclVat)$|)"
        R"(\.dimensionsWithValues\[\]\.confidence$)"));
    return subject.kind == DriftSubject::Kind::Payload ? ofPayloads.contains(path) : ofResources.match(path).hasMatch();
}

QString newsKey(const DriftSubject& subject, const DriftFinding& finding)
{
    using Kind = DriftFinding::Kind;
    const bool isNamed = finding.kind == Kind::NewValue || finding.kind == Kind::NewEventType;
    return QStringList{subject.key(), QString::number(static_cast<int>(finding.kind)), finding.path,
                       isNamed ? finding.text : QString()}
        .join(u'\n');
}

bool isInEveryPayload(const QString& path)
{
    static const QStringList always{QStringLiteral("$.Id"), QStringLiteral("$.Url"), QStringLiteral("$.TenantId"),
                                    QStringLiteral("$.EventType")};
    return always.contains(path);
}

/// Whether a shape adds to a baseline what a later one is compared by: anything new, or evidence that makes a rule.
bool isMoreThan(const LearnedShape& baseline, const LearnedShape& shape)
{
    const auto isAlike = [](const PathShape& known, const PathShape& now) {
        const bool hasWords = std::all_of(now.values.cbegin(), now.values.cend(), [&known](const QString& value) {
            return known.values.contains(value, Qt::CaseInsensitive);
        });
        return (now.types & ~known.types) == 0 && (known.isOpen || (!now.isOpen && hasWords));
    };
    for (auto path = shape.paths.cbegin(); path != shape.paths.cend(); ++path) {
        const auto known = baseline.paths.constFind(path.key());
        const bool isMore =
            known == baseline.paths.cend() ? !baseline.isFull() : known->seen < evidence || !isAlike(*known, *path);
        if (isMore)
            return true;
    }
    // One that is no rule yet and is missing now will be none.
    return baseline.samples < evidence ||
           std::any_of(baseline.paths.keyBegin(), baseline.paths.keyEnd(), [&](const QString& path) {
               return baseline.paths.value(path).seen < evidence && !shape.paths.contains(path);
           });
}

/// Compares one shape with the baseline of its subject.
class Comparison {
public:
    Comparison(const LearnedShape& baseline, const LearnedShape& shape, const DriftSubject& subject)
        : m_baseline(baseline)
        , m_shape(shape)
        , m_subject(subject)
    {
    }

    [[nodiscard]] QList<DriftFinding> findings()
    {
        for (auto path = m_shape.paths.cbegin(); path != m_shape.paths.cend(); ++path) {
            const auto known = m_baseline.paths.constFind(path.key());
            if (known != m_baseline.paths.cend())
                lookAtKnownPath(path.key(), *known, *path);
            else if (!m_baseline.isFull())
                lookAtNewPath(path.key());
        }
        for (auto known = m_baseline.paths.cbegin(); known != m_baseline.paths.cend() && !m_shape.isFull(); ++known)
            lookForVanished(known.key(), *known);
        return m_findings;
    }

private:
    /// Of what is new in it as a whole the outermost is news, and elements of an array that was empty are none.
    void lookAtNewPath(const QString& path)
    {
        const QString parent = parentPath(path);
        const bool isOutermost = m_baseline.paths.contains(parent) && m_baseline.paths.value(parent).objects > 0;
        const bool isElement = path.endsWith(u']') && !path.endsWith(QLatin1String("']"));
        if (isOutermost && !isElement)
            m_findings.append({DriftFinding::Kind::NewField, path, {}});
    }

    void lookAtKnownPath(const QString& path, const PathShape& known, const PathShape& now)
    {
        const PathShape::Types added = now.types & ~known.types;
        const PathShape::Types isNull(PathShape::Null);
        if (isAnotherType(path, known, added & ~isNull))
            m_findings.append(
                {DriftFinding::Kind::NewType, path, typesText(known.types), typesText(now.types & ~isNull)});
        if (added.testFlag(PathShape::Null) && known.wasAlwaysThere() && isExpected(path, known.seen))
            m_findings.append({DriftFinding::Kind::NewNull, path, typesText(known.types)});
        lookForNewValues(path, known, now);
    }

    [[nodiscard]] bool isAnotherType(const QString& path, const PathShape& known, PathShape::Types added) const
    {
        if (!added || known.types == PathShape::Null)
            return false;
        if (added == PathShape::Fraction)
            return known.seen >= setEvidence && !isMeasure(path);
        const PathShape::Types either = PathShape::String | PathShape::Number | PathShape::Fraction;
        return isRule(path, known.seen) && ((added & ~either) || !isTextOrNumber(path));
    }

    void lookForNewValues(const QString& path, const PathShape& known, const PathShape& now)
    {
        const QStringList documented = documentedWords(path);
        const bool isSet = known.seen >= setEvidence || !documented.isEmpty();
        if (known.isOpen || now.isOpen || known.values.isEmpty() || !isSet)
            return;
        for (const QString& value : now.values) {
            if (!known.values.contains(value, Qt::CaseInsensitive) && !documented.contains(value, Qt::CaseInsensitive))
                m_findings.append({DriftFinding::Kind::NewValue, path, value});
        }
    }

    void lookForVanished(const QString& path, const PathShape& known)
    {
        if (path.endsWith(QLatin1String("[]")) || path.endsWith(QLatin1String("[*]")))
            return;
        // Missing and null are one to Kaunt: both mean empty (kaunt-api.md).
        const bool wasNeverEmpty = known.wasAlwaysThere() && !known.types.testFlag(PathShape::Null);
        const bool isMissing = m_shape.paths.value(path).seen < m_shape.parentsOf(path);
        if (wasNeverEmpty && isMissing && isExpected(path, known.seen))
            m_findings.append({DriftFinding::Kind::VanishedField, path, typesText(known.types)});
    }

    [[nodiscard]] bool isRule(const QString& path, qint64 seen) const
    {
        return seen >= evidence || (m_subject.kind == DriftSubject::Kind::Payload && isInEveryPayload(path));
    }

    [[nodiscard]] bool isExpected(const QString& path, qint64 seen) const
    {
        return isRule(path, seen) && !isOptional(m_subject, path);
    }

    const LearnedShape& m_baseline;
    const LearnedShape& m_shape;
    const DriftSubject& m_subject;
    QList<DriftFinding> m_findings;
};

} // namespace

QString DriftSubject::key() const
{
    return (kind == Kind::Payload ? QStringLiteral("payload:") : QStringLiteral("resource:")) + name;
}

QList<DriftFinding> Baseline::examine(const DriftSubject& subject, const LearnedShape& shape, qint64 delivery) const
{
    QList<DriftFinding> findings = compare(subject, shape);
    for (DriftFinding& finding : findings) {
        const DriftNews news = m_news.value(newsKey(subject, finding));
        finding.since = news.since < delivery ? news.since : 0;
        finding.times = news.times > 1 ? news.times : 0;
    }
    return findings;
}

QList<DriftFinding> Baseline::compare(const DriftSubject& subject, const LearnedShape& shape) const
{
    const bool isPayload = subject.kind == DriftSubject::Kind::Payload;
    const auto known = m_shapes.constFind(subject.key());
    if (known == m_shapes.cend()) {
        const bool isNews = isPayload && !subject.name.isEmpty() && eventKind(subject.name) == EventKind::Unknown;
        return isNews ? QList<DriftFinding>{{DriftFinding::Kind::NewEventType, {}, subject.name}}
                      : QList<DriftFinding>();
    }
    if (!isPayload && known->samples < evidence)
        return {};
    return Comparison(*known, shape, subject).findings();
}

Baseline::Lesson Baseline::learn(const DriftSubject& subject, const LearnedShape& shape, qint64 delivery)
{
    Lesson lesson{examine(subject, shape, delivery), false};
    for (const DriftFinding& finding : std::as_const(lesson.findings)) {
        const QString key = newsKey(subject, finding);
        if (!m_news.contains(key) && m_news.size() >= mostNews)
            continue;
        DriftNews& news = m_news[key];
        news.since = news.times == 0 ? delivery : news.since;
        ++news.times;
    }
    LearnedShape* known = lesson.findings.isEmpty() ? shapeFor(subject) : nullptr;
    if (known) {
        lesson.isMore = isMoreThan(*known, shape);
        known->add(shape);
    }
    return lesson;
}

void Baseline::accept(const DriftSubject& subject, const LearnedShape& shape)
{
    const QList<DriftFinding> accepted = compare(subject, shape);
    for (const DriftFinding& finding : accepted)
        m_news.remove(newsKey(subject, finding));
    if (LearnedShape* known = shapeFor(subject))
        known->add(shape, LearnedShape::News::Expected);
}

/// Null where there are too many.
LearnedShape* Baseline::shapeFor(const DriftSubject& subject)
{
    const QString key = subject.key();
    if (!m_shapes.contains(key) && m_shapes.size() >= mostSubjects)
        return nullptr;
    return &m_shapes[key];
}

} // namespace kaunt
