// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancerun.h"
#include "core/result.h"

#include <functional>

namespace kaunt {

/// The report as JUnit XML, as build servers read it (Jenkins' junit-10.xsd): a test suite of one test case for each
/// case; what failed as <failure>, what nobody answered as <error>, a remark as <system-out>. `words` says what a
/// result means, for people. UTF-8.
[[nodiscard]] QByteArray junitReport(const ConformanceReport& report,
                                     const std::function<QString(const ConformanceResult&)>& words);
/// To a file, which is there whole or as it was; the system's words where it could not be written.
[[nodiscard]] Result<void, QString> saveReport(const QByteArray& report, const QString& path);

} // namespace kaunt
