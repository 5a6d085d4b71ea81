// SPDX-License-Identifier: MIT
#include "ui/listjumps.h"

#include "core/whenanswered.h"
#include "ui/deliverysearch.h"
#include "ui/sentences.h"

namespace kaunt {

namespace {

QString nothingThere(const Jump& jump)
{
    switch (jump.target) {
    case Jump::Target::Refused:
        return jump.isNewer ? ListJumps::tr("No refused delivery is newer than this one.")
                            : ListJumps::tr("No refused delivery is older than this one.");
    case Jump::Target::Failed:
        return jump.isNewer ? ListJumps::tr("No event newer than this one tells of a failure.")
                            : ListJumps::tr("No event older than this one tells of a failure.");
    case Jump::Target::SameEvent:
        break;
    }
    return jump.isNewer ? ListJumps::tr("This is the newest delivery of its event.")
                        : ListJumps::tr("This is the oldest delivery of its event.");
}

} // namespace

ListJumps::ListJumps(LogReader& reader, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
{
}

void ListJumps::start(const Jump& jump, const DeliveryQuery& query)
{
    ++m_id;
    m_jump = jump;
    m_query = query;
    m_isLong = false;
    if (jump.delivery == 0 && (jump.isNewer || jump.target == Jump::Target::SameEvent))
        Q_EMIT ended(tr("There is nothing to go from. Choose a delivery in the list first."));
    else
        ask(jump.delivery);
}

void ListJumps::ask(qint64 from)
{
    const auto question = [query = m_query, jump = m_jump, from](const LogQueries& log) {
        return log.nearest(query, jump, from, DeliverySearch::partMillis);
    };
    whenAnswered(this, m_reader.ask(question), [this, id = m_id](const Result<JumpPart, LogError>& answer) {
        if (id == m_id)
            take(answer);
    });
}

void ListJumps::take(const Result<JumpPart, LogError>& answer)
{
    if (!answer) {
        const bool isGone = answer.error().code == LogError::Code::NotFound;
        Q_EMIT ended(isGone ? tr("This delivery is no longer in the log.") : sentenceFor(answer.error()).text());
    } else if (answer->number != 0) {
        Q_EMIT found(answer->number);
    } else if (!answer->isFinished) {
        if (!std::exchange(m_isLong, true))
            Q_EMIT searching();
        ask(answer->searchedTo);
    } else {
        const bool isFiltering = !m_query.filter.isEmpty() || m_query.quick != DeliveryQuery::Quick::All;
        Q_EMIT ended(isFiltering ? tr("%1 What the filter hides was left out.").arg(nothingThere(m_jump))
                                 : nothingThere(m_jump));
    }
}

} // namespace kaunt
