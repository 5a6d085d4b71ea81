// SPDX-License-Identifier: MIT
#include "core/drift/learnedshape.h"

#include "core/webhook/jsonpath.h"

#include <QRegularExpression>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype longestPath = 300;
constexpr qsizetype mostValues = 20;

PathShape::Types typesOf(const JsonValue& value)
{
    switch (value.type) {
    case JsonValue::Type::Null:
        return PathShape::Null;
    case JsonValue::Type::Bool:
        return PathShape::Bool;
    case JsonValue::Type::Number: {
        const auto isOfFractions = [](QChar c) { return c == u'.' || c == u'e' || c == u'E'; };
        const bool isWhole = std::none_of(value.text.cbegin(), value.text.cend(), isOfFractions);
        return isWhole ? PathShape::Types(PathShape::Number) : PathShape::Number | PathShape::Fraction;
    }
    case JsonValue::Type::String:
        return PathShape::String;
    case JsonValue::Type::Array:
        return PathShape::Array;
    case JsonValue::Type::Object:
        break;
    }
    return PathShape::Object;
}

bool isIdentifier(const QString& key)
{
    static const QRegularExpression identifier(
        QStringLiteral("^([0-9]+|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})$"));
    return identifier.match(key).hasMatch();
}

/// `parent` is the path of the object.
bool holdsWords(const QString& parent, const QString& key)
{
    static const QRegularExpression ending(QStringLiteral("(type|state|status|kind|level|mode|category|confidence)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    const bool isOfCountry =
        key.compare(u"state", Qt::CaseInsensitive) == 0 && parent.endsWith(u"address", Qt::CaseInsensitive);
    return ending.match(key).hasMatch() && !isOfCountry;
}

bool isWord(const QString& text)
{
    static const QRegularExpression word(QStringLiteral("^[A-Za-z][A-Za-z0-9_-]{0,59}$"));
    return word.match(text).hasMatch();
}

void addValue(PathShape& shape, const QString& value)
{
    // Confidence comes in any letter case.
    if (shape.values.contains(value, Qt::CaseInsensitive))
        return;
    shape.values.append(value);
    if (shape.values.size() > mostValues) {
        shape.isOpen = true;
        shape.values.clear();
    }
}

/// Recursion is bounded by the depth that parseJson() allows.
void observe(const JsonValue& value, const QString& path, bool mayHoldWords, LearnedShape& shape)
{
    if (path.size() > longestPath || (shape.isFull() && !shape.paths.contains(path)))
        return;
    const bool isFirst = !shape.paths.contains(path);
    PathShape& here = shape.paths[path];
    here.types |= typesOf(value);
    ++here.seen;
    if (isFirst)
        here.isOpen = !mayHoldWords;
    if (value.isString() && !here.isOpen) {
        here.isOpen = !isWord(value.text);
        if (here.isOpen)
            here.values.clear();
        else
            addValue(here, value.text);
    }
    if (value.isObject())
        ++here.objects;
    for (const JsonMember& member : value.members) {
        const QString step = isIdentifier(member.key) ? QStringLiteral("[*]") : jsonPathStep(member.key);
        observe(member.value, path + step, holdsWords(path, member.key), shape);
    }
    for (const JsonValue& element : value.elements)
        observe(element, path + QStringLiteral("[]"), false, shape);
}

void addPath(PathShape& to, const PathShape& other)
{
    to.types |= other.types;
    to.seen += other.seen;
    to.objects += other.objects;
    to.isOpen = to.isOpen || other.isOpen;
    if (to.isOpen) {
        to.values.clear();
        return;
    }
    for (const QString& value : other.values)
        addValue(to, value);
}

/// What it stands in sorts before it, and was added already.
void addNewPath(LearnedShape& to, const QString& path, const PathShape& shape, LearnedShape::News news)
{
    const auto here = to.paths.insert(path, shape);
    if (news == LearnedShape::News::Missing)
        here->parents = to.parentsOf(path);
}

} // namespace

void LearnedShape::add(const LearnedShape& other, News news)
{
    samples += other.samples;
    for (auto path = paths.begin(); path != paths.end(); ++path)
        path->parents += other.parentsOf(path.key());
    for (auto path = other.paths.cbegin(); path != other.paths.cend(); ++path) {
        const auto found = paths.find(path.key());
        if (found != paths.end())
            addPath(*found, *path);
        else if (!isFull())
            addNewPath(*this, path.key(), *path, news);
    }
}

qint64 LearnedShape::parentsOf(const QString& path) const
{
    const auto parent = paths.constFind(parentPath(path));
    return parent == paths.cend() ? 0 : parent->objects;
}

LearnedShape shapeOf(const JsonValue& json)
{
    LearnedShape shape;
    shape.samples = 1;
    observe(json, QStringLiteral("$"), false, shape);
    for (auto path = shape.paths.begin(); path != shape.paths.end(); ++path)
        path->parents = shape.parentsOf(path.key());
    return shape;
}

QString parentPath(const QString& path)
{
    if (path.size() <= 1)
        return {};
    if (path.endsWith(QLatin1String("[]")))
        return path.chopped(2);
    if (path.endsWith(QLatin1String("[*]")))
        return path.chopped(3);
    if (!path.endsWith(QLatin1String("']")))
        return path.first(path.lastIndexOf(u'.'));
    // A quoted name: its opening quote follows the last "[" that no quote is open before.
    qsizetype begin = path.lastIndexOf(QLatin1String("['"));
    while (begin > 0 && path.at(begin - 1) == u'\\')
        begin = path.lastIndexOf(QLatin1String("['"), begin - 1);
    return path.first(begin);
}

} // namespace kaunt
