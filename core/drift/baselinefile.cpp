// SPDX-License-Identifier: MIT
#include "core/drift/baselinefile.h"

#include "core/wholefile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kaunt {

namespace {

constexpr int format = 1;
constexpr qint64 unknownParents = -1; ///< 0.1.0 has not kept them
constexpr qint64 largest = qint64{16} << 20;

QString pathIn(const QString& directory)
{
    return QDir(directory).filePath(baselineName);
}

QJsonObject toJson(const PathShape& shape)
{
    QJsonObject object{{QStringLiteral("types"), static_cast<int>(shape.types)},
                       {QStringLiteral("seen"), shape.seen},
                       {QStringLiteral("objects"), shape.objects},
                       {QStringLiteral("parents"), shape.parents}};
    if (!shape.isOpen)
        object.insert(QStringLiteral("values"), QJsonArray::fromStringList(shape.values));
    if (shape.types.testFlag(PathShape::Number) && !shape.types.testFlag(PathShape::Fraction))
        object.insert(QStringLiteral("areWhole"), true); // 0.1.0 has not told them apart
    return object;
}

PathShape pathFrom(const QJsonObject& object)
{
    PathShape shape;
    shape.types = PathShape::Types(object.value(QStringLiteral("types")).toInt());
    if (shape.types.testFlag(PathShape::Number) && !object.value(QStringLiteral("areWhole")).toBool())
        shape.types |= PathShape::Fraction;
    shape.seen = object.value(QStringLiteral("seen")).toInteger();
    shape.objects = object.value(QStringLiteral("objects")).toInteger();
    shape.parents = object.value(QStringLiteral("parents")).toInteger(unknownParents);
    const QJsonValue values = object.value(QStringLiteral("values"));
    shape.isOpen = !values.isArray();
    const QJsonArray words = values.toArray();
    for (const auto& word : words)
        shape.values.append(word.toString());
    return shape;
}

QJsonObject toJson(const LearnedShape& shape)
{
    QJsonObject paths;
    for (auto path = shape.paths.cbegin(); path != shape.paths.cend(); ++path)
        paths.insert(path.key(), toJson(*path));
    return {{QStringLiteral("samples"), shape.samples}, {QStringLiteral("paths"), paths}};
}

LearnedShape shapeFrom(const QJsonObject& object)
{
    LearnedShape shape;
    shape.samples = object.value(QStringLiteral("samples")).toInteger();
    const QJsonObject paths = object.value(QStringLiteral("paths")).toObject();
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path)
        shape.paths.insert(path.key(), pathFrom(path.value().toObject()));
    for (auto path = shape.paths.begin(); path != shape.paths.end(); ++path) {
        if (path->parents == unknownParents)
            path->parents = shape.parentsOf(path.key());
    }
    return shape;
}

} // namespace

KeptBaseline readBaseline(const QString& directory)
{
    QFile file(pathIn(directory));
    if (file.size() > largest || !file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject root = QJsonDocument::fromJson(file.read(largest)).object();
    if (root.value(QStringLiteral("format")).toInt() != format)
        return {};
    KeptBaseline kept;
    kept.lookedAt = {root.value(QStringLiteral("log")).toString(),
                     root.value(QStringLiteral("lastDelivery")).toInteger(),
                     root.value(QStringLiteral("lastReceivedAt")).toInteger()};
    const QJsonObject shapes = root.value(QStringLiteral("shapes")).toObject();
    for (auto shape = shapes.constBegin(); shape != shapes.constEnd(); ++shape)
        kept.shapes.insert(shape.key(), shapeFrom(shape.value().toObject()));
    const QJsonObject news = root.value(QStringLiteral("news")).toObject();
    for (auto one = news.constBegin(); one != news.constEnd(); ++one) {
        const QJsonObject told = one.value().toObject();
        kept.news.insert(one.key(), {told.value(QStringLiteral("since")).toInteger(),
                                     told.value(QStringLiteral("times")).toInteger()});
    }
    return kept;
}

bool writeBaseline(const QString& directory, const KeptBaseline& kept)
{
    QJsonObject shapes;
    for (auto shape = kept.shapes.cbegin(); shape != kept.shapes.cend(); ++shape)
        shapes.insert(shape.key(), toJson(*shape));
    QJsonObject news;
    for (auto one = kept.news.cbegin(); one != kept.news.cend(); ++one)
        news.insert(one.key(),
                    QJsonObject{{QStringLiteral("since"), one->since}, {QStringLiteral("times"), one->times}});
    const QJsonObject root{{QStringLiteral("format"), format},
                           {QStringLiteral("log"), kept.lookedAt.log},
                           {QStringLiteral("lastDelivery"), kept.lookedAt.number},
                           {QStringLiteral("lastReceivedAt"), kept.lookedAt.receivedAt},
                           {QStringLiteral("shapes"), shapes},
                           {QStringLiteral("news"), news}};
    const QByteArray content = QJsonDocument(root).toJson(QJsonDocument::Compact);
    return WholeFile::write(pathIn(directory), content, WholeFile::Access::Owner).has_value();
}

} // namespace kaunt
