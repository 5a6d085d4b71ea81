// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QFlags>
#include <QMap>
#include <QString>
#include <QStringList>

namespace kaunt {

/// What stands at one path of one or more JSON texts.
struct PathShape {
    /// A number that is written with a fraction or an exponent is a Fraction, too: who reads whole ones can't read it.
    enum Type { Null = 1, Bool = 2, Number = 4, String = 8, Array = 16, Object = 32, Fraction = 64 };
    Q_DECLARE_FLAGS(Types, Type)

    Types types;
    qint64 seen = 0;    ///< how often the path was there
    qint64 objects = 0; ///< how often as an object
    qint64 parents = 0; ///< of a member: in how many objects it was missed, or was there
    bool isOpen = true; ///< its texts are no small set of words
    QStringList values; ///< the words, where it is not open; in the order in which they came

    [[nodiscard]] bool wasAlwaysThere() const { return seen >= parents; }
    bool operator==(const PathShape&) const = default;
};

/// The shape of one JSON text, or of several: by path, with elements of arrays as "[]" and members whose names are
/// identifiers (UUIDs, numbers) as "[*]". At most 2,000 paths of at most 300 characters; what is beyond is left out. A
/// plain value.
struct LearnedShape {
    qint64 samples = 0;
    QMap<QString, PathShape> paths; ///< "$" is the whole

    /// Of a path that is new here: was it missing in all that came before, or is it only expected from now on?
    enum class News { Missing, Expected };

    /// Puts what another has to this one.
    void add(const LearnedShape& other, News news = News::Missing);
    /// There may be paths that were left out: of one that is not here, nothing is known.
    [[nodiscard]] bool isFull() const
    {
        constexpr qsizetype mostPaths = 2'000;
        return paths.size() >= mostPaths;
    }
    /// Of how many objects a path's last step could have been a member.
    [[nodiscard]] qint64 parentsOf(const QString& path) const;
    bool operator==(const LearnedShape&) const = default;
};

/// Words are learned only where a field's name says that it holds one of a few: it ends in Type, State, Status, Kind,
/// Level, Mode, Category or Confidence, in any case, but for the State of an Address, and the text is short and has
/// only letters, digits, "-" and "_". Pure.
[[nodiscard]] LearnedShape shapeOf(const JsonValue& json);

/// The path of the object or array that a path's last step stands in; null of "$".
[[nodiscard]] QString parentPath(const QString& path);

} // namespace kaunt

Q_DECLARE_OPERATORS_FOR_FLAGS(kaunt::PathShape::Types)
