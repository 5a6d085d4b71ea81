// SPDX-License-Identifier: MIT
#include "core/storage/backgroundsalvage.h"

#include "core/storage/logdatabase.h"

#include <QThread>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 muchMore = qint64{1} << 20; ///< than a copy has failed with, which may have had room all the same

bool isDamaged(const QString& path)
{
    const auto log = LogDatabase::open(path, LogDatabase::Access::ReadOnly);
    if (!log)
        return log.error().code == LogError::Code::Damaged;
    const auto faults =
        (*log)->number(QStringLiteral("SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'"));
    return faults ? *faults > 0 : faults.error().code == LogError::Code::Damaged;
}

} // namespace

BackgroundSalvage::BackgroundSalvage(const LogFolder& folder, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
    , m_clock(clock)
{
}

BackgroundSalvage::~BackgroundSalvage()
{
    if (!m_thread)
        return;
    m_thread->requestInterruption();
    m_thread->wait();
    delete m_thread;
}

bool BackgroundSalvage::canStart() const
{
    return !m_thread && (m_clock.monotonicMicros() >= m_notBefore || hasRoom());
}

bool BackgroundSalvage::hasRoom() const
{
    return m_lastError && m_lastError->code == LogError::Code::DiskFull &&
           m_folder.bytesFree() >= std::max(m_lastError->neededBytes, m_lastError->freeBytes + muchMore);
}

template <typename Work, typename Then>
void BackgroundSalvage::run(Work work, Then then)
{
    using Outcome = std::invoke_result_t<Work>;
    auto outcome = std::make_shared<std::optional<Outcome>>();
    m_thread = QThread::create([outcome, work] { *outcome = work(); });
    m_thread->setObjectName(QStringLiteral("log salvage"));
    connect(m_thread, &QThread::finished, this, [this, outcome, then] {
        std::exchange(m_thread, nullptr)->deleteLater();
        then(**outcome);
    });
    m_thread->start();
}

void BackgroundSalvage::start()
{
    run([this] { return LogSalvage(m_folder, m_clock).run(); },
        [this](const Result<SalvageReport, LogError>& outcome) {
            m_notBefore = m_clock.monotonicMicros() + pauseMicros;
            m_lastError = outcome ? std::nullopt : std::optional(outcome.error());
            if (outcome)
                m_folder.unmarkDamaged();
            Q_EMIT finished(outcome);
        });
}

void BackgroundSalvage::verify()
{
    run([path = m_folder.databasePath()] { return isDamaged(path); },
        [this](bool damaged) {
            if (damaged)
                Q_EMIT confirmed();
            else
                m_notBefore = m_clock.monotonicMicros() + pauseMicros;
        });
}

} // namespace kaunt
