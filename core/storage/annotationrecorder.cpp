// SPDX-License-Identifier: MIT
#include "core/storage/annotationrecorder.h"

#include "core/storage/deliverycodec.h"

namespace kaunt {

AnnotationRecorder::AnnotationRecorder(const LogDatabase& database)
    : m_database(database)
    , m_selectSubject(database, QStringLiteral("SELECT coalesce(event, number) FROM deliveries WHERE number = ?"))
    , m_write(database,
              QStringLiteral("INSERT INTO annotations (subject, marked, note) VALUES (?, coalesce(?, 0),"
                             " coalesce(?, '')) ON CONFLICT (subject) DO UPDATE SET marked = coalesce(?, marked),"
                             " note = coalesce(?, note)"))
    , m_deleteEmpty(database, QStringLiteral("DELETE FROM annotations WHERE subject = ? AND marked = 0 AND note = ''"))
{
}

Result<Annotation, LogError> AnnotationRecorder::record(const Annotation& annotation)
{
    const auto subject = m_selectSubject.number({annotation.delivery});
    if (!subject)
        return failure(subject.error());
    if (*subject == 0)
        return failure(LogError{.code = LogError::Code::NotFound,
                                .path = m_database.path(),
                                .detail = QString::number(annotation.delivery)});
    const QVariant marked = annotation.isMarked ? QVariant(*annotation.isMarked ? 1 : 0) : QVariant();
    const QVariant note = annotation.note ? QVariant(present(annotation.note->left(longestNote))) : QVariant();
    if (auto done = m_write.run({*subject, marked, note, marked, note}); !done)
        return failure(done.error());
    if (auto done = m_deleteEmpty.run({*subject}); !done)
        return failure(done.error());
    return annotation;
}

} // namespace kaunt
