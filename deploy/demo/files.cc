// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/json_util.h"

namespace jiedui::demo {
namespace {

constexpr absl::string_view kExtension = ".ndjson";

template <typename Message>
RpcFile ToFile(absl::string_view name, const std::vector<Message>& messages) {
  RpcFile file{.name = std::string(name)};
  file.lines.reserve(messages.size());
  for (const Message& message : messages) file.lines.push_back(ToJson(message));
  return file;
}

absl::StatusOr<RpcFile> ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  RpcFile file{.name = path.stem().string()};
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) file.lines.push_back(line);
  }
  if (in.bad()) return absl::UnavailableError(absl::StrCat("cannot read ", path.string()));
  return file;
}

}  // namespace

// A message whose fields do not serialise does not exist here: all strings are ours and UTF-8.
std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  return google::protobuf::util::MessageToJsonString(message, &json, options).ok() ? json : std::string();
}

std::vector<RpcFile> ToFiles(const Dataset& dataset) {
  return {
      ToFile("01-registry.OrganizationService.ImportOrganizations", dataset.organizations),
      ToFile("02-registry.PersonService.ImportPersons", dataset.people),
      ToFile("03-registry.OrganizationService.CreateOrganizationPair", dataset.organization_pairs),
      ToFile("04-scheduler.PairingService.CreatePairing", dataset.pairings),
      ToFile("05-scheduler.CourseService.CreateCourse", dataset.courses),
      ToFile("06-scheduler.PostingService.CreatePosting", dataset.postings),
      ToFile("07-scheduler.AssignmentService.ApplyAssignmentCommands", dataset.assignments),
      ToFile("08-scheduler.CourseService.UpdateCourse", dataset.course_updates),
      ToFile("09-scheduler.AssignmentService.ApplyAssignmentCommands", dataset.assignment_events),
      ToFile("10-registry.PersonService.ImportPersons", dataset.next_people),
      ToFile("11-scheduler.CourseService.CreateCourse", dataset.next_courses),
      ToFile("12-scheduler.AssignmentService.ApplyAssignmentCommands", dataset.next_nominations),
      ToFile("13-scheduler.OutcomeService.RecordOutcomes", dataset.outcomes),
      ToFile("14-scheduler.ManualFigureService.CreateManualFigure", dataset.manual_figures),
      ToFile("15-scheduler.AgreementService.CreateAgreement", dataset.agreements),
      ToFile("16-scheduler.AgreementService.CreateAgreement", dataset.supplements),
      ToFile("17-scheduler.ExpenseService.SetCourseExpense", dataset.expenses),
  };
}

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot make ", folder, ": ", error.message()));
  return absl::OkStatus();
}

absl::Status WriteTextFile(const std::string& path, absl::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  return out ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

absl::Status WriteFiles(const std::vector<RpcFile>& files, absl::string_view manifest, absl::string_view folder) {
  RETURN_IF_ERROR(MakeFolder(std::string(folder)));
  for (const RpcFile& file : files) {
    RETURN_IF_ERROR(WriteTextFile(absl::StrCat(folder, "/", file.name, kExtension),
                                  absl::StrCat(absl::StrJoin(file.lines, "\n"), "\n")));
  }
  return WriteTextFile(absl::StrCat(folder, "/manifest.json"), manifest);
}

absl::StatusOr<std::vector<RpcFile>> ReadFiles(absl::string_view folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(folder), error)) {
    if (entry.path().extension() == std::string(kExtension)) paths.push_back(entry.path());
  }
  if (paths.empty()) return absl::NotFoundError(absl::StrCat("no *", kExtension, " in ", folder));
  std::sort(paths.begin(), paths.end());
  std::vector<RpcFile> files;
  for (const std::filesystem::path& path : paths) {
    ASSIGN_OR_RETURN(files.emplace_back(), ReadFile(path));
  }
  return files;
}

}  // namespace jiedui::demo
