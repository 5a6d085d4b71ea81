// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/learnedshape.h"

#include <QHash>
#include <QList>
#include <QMetaType>

namespace kaunt {

/// One way in which a JSON text goes beyond what was seen so far. A plain value.
struct DriftFinding {
    enum class Kind {
        NewEventType,  ///< `path` is null, `text` the type
        NewField,      ///< `path`
        NewValue,      ///< a word that did not stand there before: `text`
        NewType,       ///< `text` is what it was, as "string" or "number|null"
        NewNull,       ///< null, where a value always was
        VanishedField, ///< a field that always was there, and never null, is not
    };

    Kind kind = Kind::NewField;
    QString path;
    QString text;

    /// What a reader of the JSON must be expected to stumble over; the rest is additive (kaunt-api.md: new fields and
    /// event types may appear at any time and are not breaking changes).
    [[nodiscard]] bool isBreaking() const { return kind >= Kind::NewType; }
    bool operator==(const DriftFinding&) const = default;
};

/// What a shape is learned of: an event type's payload or a kind of resource.
struct DriftSubject {
    enum class Kind { Payload, Resource };

    Kind kind = Kind::Payload;
    QString name; ///< the event type; "proposal", "document" or the event type that points at it

    [[nodiscard]] QString key() const; ///< for the file
};

/// The shapes seen so far, one for each subject. What fits is learned at once; what does not is a finding each time it
/// comes, until it is accepted.
///
/// What is documented is no news: the five event types, the three words of a confidence and the four of a processing
/// state. A payload's shape is fixed, so its second delivery can bring news; of a resource, in which most is optional,
/// the first five make the baseline. That a field is missing or null, which to Kaunt are the same, is told once it had
/// a value five times without exception, of the four fields that every payload has at once; what came before a field
/// was accepted does not count. At most 100 subjects. Pure but for what it keeps; one thread.
class Baseline {
public:
    struct Lesson {
        QList<DriftFinding> findings; ///< as of examine()
        bool isMore = false;          ///< it may find otherwise in others from now on
    };

    [[nodiscard]] QList<DriftFinding> examine(const DriftSubject& subject, const LearnedShape& shape) const;
    /// Learns a shape that fits; leaves the baseline alone where it does not.
    Lesson learn(const DriftSubject& subject, const LearnedShape& shape);
    /// Makes what this one has part of the baseline; fields that are new are expected from now on.
    void accept(const DriftSubject& subject, const LearnedShape& shape);

    [[nodiscard]] const QHash<QString, LearnedShape>& shapes() const { return m_shapes; }
    void setShapes(const QHash<QString, LearnedShape>& shapes) { m_shapes = shapes; }

private:
    [[nodiscard]] LearnedShape* shapeFor(const DriftSubject& subject);

    QHash<QString, LearnedShape> m_shapes; ///< by DriftSubject::key()
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::DriftFinding)
