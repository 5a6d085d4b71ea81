// SPDX-License-Identifier: MIT
#include "core/export/logexport.h"

#include "core/storage/deliveryscan.h"

#include <QDeadlineTimer>
#include <QIODevice>

#include <algorithm>
#include <functional>
#include <utility>

namespace kaunt {

LogExport::LogExport(ExportRequest request, const Clock& clock, QIODevice* out)
    : m_request(std::move(request))
    , m_secrets(m_request.secrets)
    , m_out(out)
    , m_format(makeDeliveryFormat(m_request.format, m_request.receiver, m_request.capture, clock.utcMillis()))
{
    if (m_request.numbers.isEmpty())
        return;
    m_numbers = std::exchange(m_request.numbers, {});
    std::sort(m_numbers.begin(), m_numbers.end(), std::greater<>());
    m_progress.total = m_numbers.size();
    m_progress.isCounted = true;
}

LogExport::~LogExport() = default;

Result<ExportProgress, ExportError> LogExport::advance(const LogQueries& log, std::chrono::milliseconds budget)
{
    const QDeadlineTimer deadline(budget);
    if (!m_progress.isCounted) {
        if (auto done = find(log, budget); !done)
            return failure(done.error());
        return m_progress;
    }
    if (m_progress.done == 0) {
        const FormatBounds bounds = m_format->bounds();
        if (bounds.deliveries > 0 && m_progress.total > bounds.deliveries)
            return failure(ExportError{{}, {}, bounds});
        if (!std::exchange(m_hasBegun, true) && m_format->looksFirst())
            m_unseen = m_numbers;
        while (!m_unseen.isEmpty()) {
            if (auto done = lookAt(log, m_unseen.takeLast()); !done)
                return failure(done.error());
            if (deadline.hasExpired())
                return m_progress;
        }
        if (auto done = put(m_format->beginning()); !done)
            return failure(done.error());
    }
    while (!m_numbers.isEmpty()) {
        if (auto done = writeNext(log); !done)
            return failure(done.error());
        if (deadline.hasExpired() && !m_numbers.isEmpty())
            return m_progress;
    }
    if (auto done = put(m_format->ending()); !done)
        return failure(done.error());
    m_progress.isFinished = true;
    return m_progress;
}

Result<void, ExportError> LogExport::find(const LogQueries& log, std::chrono::milliseconds budget)
{
    const auto part = log.scan(m_request.query, m_searchedTo, static_cast<int>(budget.count()));
    if (!part)
        return failure(ExportError{part.error(), {}});
    m_numbers += part->numbers;
    m_searchedTo = part->searchedTo;
    m_progress.total = m_numbers.size();
    m_progress.isCounted = part->isFinished;
    return {};
}

Result<void, ExportError> LogExport::lookAt(const LogQueries& log, qint64 number)
{
    auto delivery = read(log, number);
    if (!delivery)
        return delivery.error().code == LogError::Code::NotFound ? Result<void, ExportError>()
                                                                 : failure(ExportError{delivery.error(), {}});
    RedactionCounts counts;
    (void)redact(delivery->record, delivery->resources, m_secrets, counts);
    m_format->look(*delivery);
    return {};
}

Result<void, ExportError> LogExport::writeNext(const LogQueries& log)
{
    auto delivery = read(log, m_numbers.takeLast());
    ++m_progress.done;
    if (!delivery && delivery.error().code == LogError::Code::NotFound)
        return {};
    if (!delivery)
        return failure(ExportError{delivery.error(), {}});
    delivery->asCame = delivery->record;
    if (redact(delivery->record, delivery->resources, m_secrets, m_progress.redacted))
        ++m_progress.changedBodies;
    delivery->asCame.summary.diagnosis = delivery->record.summary.diagnosis; // of which a part is printed again
    m_progress.written += m_format->leavesOut(delivery->record) ? 0 : 1;
    // A rehearsal prints only where printing changes something.
    return m_out || m_format->captured() ? print(*delivery) : Result<void, ExportError>();
}

Result<void, ExportError> LogExport::print(const ExportedDelivery& delivery)
{
    const QByteArray bytes = m_format->delivery(delivery);
    m_bytes += bytes.size();
    m_progress.captured = m_format->captured();
    const FormatBounds bounds = m_format->bounds();
    const auto exceeds = [](qint64 size, qint64 bound) { return bound > 0 && size > bound; };
    if (exceeds(bytes.size(), bounds.deliveryBytes) || exceeds(m_bytes, bounds.bytes - bounds.deliveryBytes))
        return failure(ExportError{{}, {}, bounds});
    return put(bytes);
}

Result<ExportedDelivery, LogError> LogExport::read(const LogQueries& log, qint64 number) const
{
    auto record = log.delivery(number);
    if (!record)
        return failure(record.error());
    const DeliverySummary& summary = record->summary;
    ExportedDelivery delivery{*record, {summary}, {}, {}};
    const bool isListed = summary.attempts > 1 && summary.attempts <= mostAttemptsListed;
    const bool isWhole = m_request.format == ExportFormat::JsonLines || m_request.format == ExportFormat::Capture;
    if (isWhole && isListed) {
        auto attempts = log.attempts(number);
        if (!attempts)
            return failure(attempts.error());
        delivery.attempts = *std::move(attempts);
    }
    if (isWhole && summary.resource) {
        auto resources = log.resources(number);
        if (!resources)
            return failure(resources.error());
        delivery.resources = *std::move(resources);
        if (summary.attempts > mostAttemptsListed)
            delivery.resources.removeIf([number](const ResourceRecord& one) { return one.delivery != number; });
    }
    return delivery;
}

Result<void, ExportError> LogExport::put(const QByteArray& bytes)
{
    if (m_out && m_out->write(bytes) != bytes.size())
        return failure(ExportError{{}, m_out->errorString()});
    return {};
}

} // namespace kaunt
