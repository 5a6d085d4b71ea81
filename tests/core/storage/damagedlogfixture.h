// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QObject>

#include <memory>

namespace kaunt::test {

/// A log and what a disk may do to it. What goes wrong fails the test that runs.
class DamagedLogFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int patience = 30'000; ///< milliseconds, for a salvage

    void makeAnew(); ///< a folder without a log, before each test function
    void fill(int deliveries);
    void appendEvents(int count);
    [[nodiscard]] QByteArray content() const;
    /// The page where this table or index begins.
    [[nodiscard]] qint64 rootOf(const QString& name) const;
    void write(const QByteArray& content) const;
    /// In place, as a failing disk would: who has the file open goes on with it.
    void damageFrom(qint64 offset) const;
    /// Of which nothing can be found then.
    void hideTable(const QString& name) const;
    void executeInLog(const QStringList& statements) const;
    /// As one that was found damaged: its start() salvages it. Null where it can't be opened.
    [[nodiscard]] std::unique_ptr<EventLog> openDamaged(const LogOptions& options = {}) const;
    [[nodiscard]] static SalvageReport reportOf(EventLog& log);
    void checkKept(const SalvageReport& report, const QByteArray& damaged) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    ManualClock m_clock;
};

} // namespace kaunt::test
