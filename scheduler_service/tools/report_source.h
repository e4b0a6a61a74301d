// SPDX-License-Identifier: Apache-2.0
// Reads the figures of a report and the rows behind them, through the API. Errors say what was asked and what to do.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "grpcpp/channel.h"
#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

inline constexpr int kCallDeadlineMs = 30'000;
inline constexpr int kPageSize = 1'000;  // the most that the API gives

// A service, and the address that messages call it by.
struct Service {
  std::shared_ptr<grpc::Channel> channel;
  std::string address;
};

// A channel without TLS to host:port.
Service ServiceAt(const std::string& address);

// What is asked, as in GetReportRequest; or a frozen edition.
struct ReportQuestion {
  std::string pairing;
  std::string as_of;
  std::string since;
  int32_t year = 0;
  v1::Basis basis = v1::BASIS_UNSPECIFIED;
  std::string edition;  // `pairings/*/editions/*`: then nothing else is asked
};

// An error of the API with what was asked in front and, behind, what whoever sits at the terminal can do. OK stays OK.
absl::Status Advised(const absl::Status& status, absl::string_view what, absl::string_view address);

absl::StatusOr<ReportAnswer> FetchReport(const Service& scheduler, const ReportQuestion& question);

// Of each of these figures the rows, page by page, until there are `rows_max` or no more; 0 = all. In the order of
// `figures`. The rows of an edition are those that it keeps.
absl::StatusOr<std::vector<FigureRows>> FetchRows(const Service& scheduler, const ReportQuestion& question,
                                                  const std::vector<std::string>& figures, int64_t rows_max);

}  // namespace jiedui::scheduler
