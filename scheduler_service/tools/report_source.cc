// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_source.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "grpc/grpc.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "jiedui/scheduler/v1/edition_service.grpc.pb.h"
#include "jiedui/scheduler/v1/report_service.grpc.pb.h"
#include "scheduler_service/tools/call.h"
#include "scheduler_service/tools/call_all.h"

namespace jiedui::scheduler {
namespace {

constexpr int kAnswerBytesMax = 64 << 20;  // a page of 1,000 rows of the longest kind is a few MB

std::string Advice(absl::StatusCode code, absl::string_view address) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return absl::StrCat("Nobody answers at ", address,
                          ": is the service running there? --scheduler says where it is.");
    case absl::StatusCode::kDeadlineExceeded:
      return "It took too long: try again, or ask for a shorter period.";
    case absl::StatusCode::kResourceExhausted:
      return "The service is busy: try again in a moment.";
    case absl::StatusCode::kNotFound:
      return "PairingService/ListPairings tells which pairings there are, EditionService/ListEditions which editions.";
    case absl::StatusCode::kUnimplemented:
      return absl::StrCat("The service at ", address, " does not know this call: it is older than this program.");
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return "Ask the administrator of the service for the right to read reports.";
    default:
      return "";
  }
}

// The two requests say the same in the same words.
template <typename Request>
Request Asking(const ReportQuestion& question) {
  Request request;
  request.set_pairing(question.pairing);
  request.set_as_of(question.as_of);
  request.set_since(question.since);
  request.set_year(question.year);
  request.set_basis(question.basis);
  return request;
}

absl::StatusOr<ReportAnswer> FetchEdition(const Service& scheduler, const std::string& name) {
  const auto stub = v1::EditionService::NewStub(scheduler.channel);
  v1::GetEditionRequest request;
  request.set_name(name);
  ASSIGN_OR_RETURN(v1::Edition edition, Call(*stub, &v1::EditionService::Stub::GetEdition, request, kCallDeadlineMs));
  ReportAnswer answer;
  answer.report = std::move(*edition.mutable_report());
  edition.clear_report();
  answer.edition = std::move(edition);
  return answer;
}

// Whether there are as many rows as are wanted; takes off those above.
bool IsEnough(int64_t rows_max, FigureRows& rows) {
  if (rows_max == 0 || static_cast<int64_t>(rows.rows.size()) < rows_max) return false;
  rows.rows.resize(static_cast<size_t>(rows_max));
  return true;
}

int32_t PageSizeFor(int64_t rows_max) {
  return rows_max == 0 || rows_max > kPageSize ? kPageSize : static_cast<int32_t>(rows_max);
}

absl::StatusOr<std::vector<FigureRows>> FetchLiveRows(const Service& scheduler, const ReportQuestion& question,
                                                      const std::vector<std::string>& figures, int64_t rows_max) {
  std::vector<v1::ListContributorsRequest> requests;
  std::vector<FigureRows> rows(figures.size());
  for (size_t i = 0; i < figures.size(); ++i) {
    rows[i].figure = figures[i];
    rows[i].scheduler = scheduler.address;
    rows[i].basis = question.basis;
    requests.push_back(Asking<v1::ListContributorsRequest>(question));
    requests.back().set_figure(figures[i]);
    requests.back().set_page_size(PageSizeFor(rows_max));
  }
  const auto stub = v1::ReportService::NewStub(scheduler.channel);
  CallAll calls(*stub, &v1::ReportService::Stub::AsyncListContributors, kCallDeadlineMs);
  const absl::Status status = calls.Run(
      requests,
      [&rows, rows_max](size_t place, const v1::ListContributorsRequest& request,
                        v1::ListContributorsResponse& response) -> std::optional<v1::ListContributorsRequest> {
        FigureRows& of_figure = rows[place];
        of_figure.counted = response.counted();
        of_figure.not_counted = response.not_counted();
        std::move(response.mutable_contributors()->begin(), response.mutable_contributors()->end(),
                  std::back_inserter(of_figure.rows));
        return IsEnough(rows_max, of_figure) ? std::nullopt : NextPage(request, response);
      });
  if (!status.ok()) return Advised(status, "the rows behind the figures", scheduler.address);
  return rows;
}

absl::StatusOr<std::vector<FigureRows>> FetchFrozenRows(const Service& scheduler, const std::string& edition,
                                                        const std::vector<std::string>& figures, int64_t rows_max) {
  std::vector<v1::ListEditionRowsRequest> requests(figures.size());
  std::vector<FigureRows> rows(figures.size());
  for (size_t i = 0; i < figures.size(); ++i) {
    rows[i].figure = figures[i];
    rows[i].edition = edition;
    rows[i].scheduler = scheduler.address;
    requests[i].set_parent(edition);
    requests[i].set_figure(figures[i]);
    requests[i].set_page_size(PageSizeFor(rows_max));
  }
  const auto stub = v1::EditionService::NewStub(scheduler.channel);
  CallAll calls(*stub, &v1::EditionService::Stub::AsyncListEditionRows, kCallDeadlineMs);
  const absl::Status status =
      calls.Run(requests,
                [&rows, rows_max](size_t place, const v1::ListEditionRowsRequest& request,
                                  v1::ListEditionRowsResponse& response) -> std::optional<v1::ListEditionRowsRequest> {
                  FigureRows& of_figure = rows[place];
                  of_figure.counted = response.rows_total();
                  for (const std::string& name : response.rows()) of_figure.rows.emplace_back().set_resource(name);
                  return IsEnough(rows_max, of_figure) ? std::nullopt : NextPage(request, response);
                });
  if (!status.ok()) return Advised(status, "the rows behind the figures", scheduler.address);
  return rows;
}

}  // namespace

Service ServiceAt(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kAnswerBytesMax);
  // Loopback is no business of a proxy that the environment may name.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return {grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments), address};
}

absl::Status Advised(const absl::Status& status, absl::string_view what, absl::string_view address) {
  if (status.ok()) return status;
  const std::string advice = Advice(status.code(), address);
  return absl::Status(status.code(), absl::StrCat(what, ": ", status.message(), advice.empty() ? "" : "\n  ", advice));
}

absl::StatusOr<ReportAnswer> FetchReport(const Service& scheduler, const ReportQuestion& question) {
  if (!question.edition.empty()) {
    absl::StatusOr<ReportAnswer> answer = FetchEdition(scheduler, question.edition);
    if (!answer.ok()) return Advised(answer.status(), question.edition, scheduler.address);
    return answer;
  }
  const auto stub = v1::ReportService::NewStub(scheduler.channel);
  absl::StatusOr<v1::Report> report =
      Call(*stub, &v1::ReportService::Stub::GetReport, Asking<v1::GetReportRequest>(question), kCallDeadlineMs);
  if (!report.ok())
    return Advised(report.status(), absl::StrCat("the report of ", question.pairing), scheduler.address);
  return ReportAnswer{.report = *std::move(report), .edition = std::nullopt};
}

absl::StatusOr<std::vector<FigureRows>> FetchRows(const Service& scheduler, const ReportQuestion& question,
                                                  const std::vector<std::string>& figures, int64_t rows_max) {
  if (question.edition.empty()) return FetchLiveRows(scheduler, question, figures, rows_max);
  return FetchFrozenRows(scheduler, question.edition, figures, rows_max);
}

}  // namespace jiedui::scheduler
