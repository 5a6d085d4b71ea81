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
        NewType,       ///< `text` is what it was, as "string" or "integer|null", `now` what it is, too
        NewNull,       ///< null, where a value always was
        VanishedField, ///< a field that always was there, and never null, is not
    };

    Kind kind = Kind::NewField;
    QString path;
    QString text;
    QString now = {};
    qint64 since = 0; ///< the delivery that brought it first; 0 where it is this one or that is not known
    qint64 times = 0; ///< how often it came so far, where that is more than once and known

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

/// How often something new has come that was not accepted yet. A plain value.
struct DriftNews {
    qint64 since = 0; ///< the delivery that brought it first
    qint64 times = 0;

    bool operator==(const DriftNews&) const = default;
};

/// The shapes seen so far, one for each subject. What fits is learned at once; what does not is a finding each time it
/// comes, until it is accepted.
///
/// What is documented is no news (kaunt-api.md): the five event types, the three words of a confidence and the four of
/// a processing state, that what may be null or absent is so, and that amounts have fractions. A payload's shape is
/// fixed, so its second delivery can bring a new field; of a resource, in which most is optional, the first five make
/// the baseline. That a field is missing or null, which to Kaunt are the same, or of another type, is told once it had
/// a value of one type five times without exception, of the four fields that every payload has at once; what came
/// before a field was accepted does not count. A new word, or a fraction among whole numbers, is told after twenty:
/// few sets are through before. At most 100 subjects. Pure but for what it keeps; one thread.
class Baseline {
public:
    struct Lesson {
        QList<DriftFinding> findings; ///< as of examine()
        bool isMore = false;          ///< it may find otherwise in others from now on
    };

    /// `delivery` is the number of the one that brought the shape.
    [[nodiscard]] QList<DriftFinding> examine(const DriftSubject& subject, const LearnedShape& shape,
                                              qint64 delivery = 0) const;
    /// Learns a shape that fits; counts what is new in one that does not, of which at most 1,000 are kept.
    Lesson learn(const DriftSubject& subject, const LearnedShape& shape, qint64 delivery = 0);
    /// Makes what this one has part of the baseline; fields that are new are expected from now on.
    void accept(const DriftSubject& subject, const LearnedShape& shape);

    [[nodiscard]] const QHash<QString, LearnedShape>& shapes() const { return m_shapes; }
    void setShapes(const QHash<QString, LearnedShape>& shapes) { m_shapes = shapes; }
    /// What came and was not accepted, by keys of its own; empty in another log, in which the numbers are others.
    [[nodiscard]] const QHash<QString, DriftNews>& news() const { return m_news; }
    void setNews(const QHash<QString, DriftNews>& news) { m_news = news; }

private:
    [[nodiscard]] QList<DriftFinding> compare(const DriftSubject& subject, const LearnedShape& shape) const;
    [[nodiscard]] LearnedShape* shapeFor(const DriftSubject& subject);

    QHash<QString, LearnedShape> m_shapes; ///< by DriftSubject::key()
    QHash<QString, DriftNews> m_news;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::DriftFinding)
