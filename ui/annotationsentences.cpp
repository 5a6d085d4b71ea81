// SPDX-License-Identifier: MIT
#include "ui/annotationsentences.h"

#include <QCoreApplication>
#include <QLocale>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct AnnotationSentences {
    Q_DECLARE_TR_FUNCTIONS(AnnotationSentences)
};

QString whatWaits(const QList<Annotation>& waiting)
{
    const Annotation& last = waiting.constLast();
    const QString delivery = QLocale().toString(last.delivery);
    if (waiting.size() > 1)
        return AnnotationSentences::tr("Marks and notes on %1 deliveries can't be stored yet, the last on delivery %2.")
            .arg(QLocale().toString(waiting.size()), delivery);
    if (last.note && !last.note->isEmpty())
        return AnnotationSentences::tr("The note %1 on delivery %2 can't be stored yet.")
            .arg(quotedText(*last.note), delivery);
    if (last.note)
        return AnnotationSentences::tr("That delivery %1 has no note any more can't be stored yet.").arg(delivery);
    return last.isMarked.value_or(false)
               ? AnnotationSentences::tr("The mark on delivery %1 can't be stored yet.").arg(delivery)
               : AnnotationSentences::tr("That delivery %1 is no longer marked can't be stored yet.").arg(delivery);
}

} // namespace

Sentence waitingSentence(const QList<Annotation>& waiting, const LogError& error)
{
    const Sentence why = detailSentence(DeliveryDetail::Annotation, error);
    return {whatWaits(waiting), why.reason,
            why.next + u' ' +
                AnnotationSentences::tr("What was entered is kept, and stored as soon as that can be done; until then "
                                        "leave the program open.")};
}

} // namespace kaunt
