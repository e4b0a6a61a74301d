// SPDX-License-Identifier: Apache-2.0
// The registry with many people: a roster through jiedui-roster, searches, pages of one employer's people, memory.
//   bench_registry [--quick] [--json FILE] [--dir DIRECTORY]
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "jiedui/registry/v1/organization_service.grpc.pb.h"
#include "tests/bench/measure.h"
#include "tests/bench/rpc_load.h"
#include "tests/support/held_port.h"
#include "tests/support/process.h"

namespace jiedui::bench {
namespace {

namespace v1 = registry::v1;

constexpr double kRosterRowsMin = 15'000;
constexpr double kSearchMillisecondsMax = 10;
constexpr double kPageMillisecondsMax = 5;
constexpr double kMebibytesMax = 1024;
constexpr int kPageSize = 100;

struct Scale {
  int roster_rows = 100'000;
  int searches = 2'000;
  int persons = 1'000'000;
  int pages = 500;
};

// A name of two or three characters, as names are distributed: many homonyms.
std::string NameOf(int n) {
  static const char* const kSurnames[] = {"王", "李", "张", "刘", "陈", "杨",  "黄",
                                          "赵", "吴", "周", "单", "吕", "欧阳"};
  static const char* const kGiven[] = {"伟", "芳", "娜", "秀", "英", "敏", "静", "丽", "强", "磊",
                                       "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "兰",
                                       "霞", "平", "刚", "桂", "雪", "梅", "建", "国", "文", "辉",
                                       "力", "玉", "红", "春", "华", "斌", "飞", "鹏", "旭", "宁"};
  const auto at = static_cast<size_t>(n);
  return absl::StrCat(kSurnames[at % 13], kGiven[at / 13 % 40], at % 7 == 0 ? "" : kGiven[at / 520 % 40]);
}

struct Registry {
  HeldPort port;
  Process process;
  RpcLoad load;
  std::unique_ptr<v1::OrganizationService::Stub> organizations;

  explicit Registry(const std::string& directory)
      : process({"jiedui-registry", "--listen=" + port.address(), absl::StrCat("--data_dir=", directory),
                 "--allow_synthetic_ids"}),
        load(port.number()),
        organizations(
            v1::OrganizationService::NewStub(grpc::CreateChannel(port.address(), grpc::InsecureChannelCredentials()))) {
    Require(load.WaitUntilReady(std::chrono::seconds(20)), "the registry does not start: " + process.log());
  }

  double ResidentMebibytes() const {
    std::ifstream status(absl::StrCat("/proc/", process.pid(), "/status"));
    std::string word;
    double kibibytes = 0;
    while (status >> word)
      if (word == "VmRSS:") status >> kibibytes;
    return kibibytes / 1024;
  }
};

// One employer for each thousand people.
std::string EmployerOf(int n) { return absl::StrCat("organizations/unit-", n / 1000); }

void CreateEmployers(Registry& registry, int persons) {
  for (int n = 0; n < persons; n += 1000) {
    grpc::ClientContext context;
    v1::CreateOrganizationRequest request;
    request.set_organization_id(EmployerOf(n).substr(sizeof("organizations/") - 1));
    request.mutable_organization()->set_display_name(absl::StrCat("单位", n / 1000));
    request.mutable_organization()->set_kind(v1::Organization::KIND_TOWNSHIP_HOSPITAL);
    request.mutable_organization()->add_divisions()->set_division("510824226");
    v1::Organization created;
    const grpc::Status status = registry.organizations->CreateOrganization(&context, request, &created);
    Require(status.ok(), "CreateOrganization: " + status.error_message());
  }
}

Line Roster(Registry& registry, const std::string& directory, const Scale& scale) {
  const std::string file = directory + "/roster.csv";
  std::string csv = "姓名,身份证号,人员类别,手机\n";
  for (int n = 0; n < scale.roster_rows; ++n)
    absl::StrAppend(&csv, NameOf(n), ",", IdNumber(n), ",基层医生,154", 10'000'000 + n, "\n");
  std::ofstream(file) << csv;
  Exit exit;
  const double milliseconds = Milliseconds([&] {
    exit = RunProgram({"jiedui-roster", "--registry=" + registry.port.address(), file});
  });
  Require(exit.code == 0, "jiedui-roster: " + exit.log);
  return {.measure = absl::StrFormat("rows/s of a roster of %d, end to end", scale.roster_rows),
          .value = scale.roster_rows * 1000 / milliseconds,
          .reference = kRosterRowsMin,
          .goal = 1};
}

Line Searches(Registry& registry, const Scale& scale) {
  const std::vector<std::string> queries = {"王伟", "雪", "单雪", "lw", "wangwei", "shan", "zxm", "欧阳", "8886", "lv"};
  std::vector<double> times;
  for (int i = 0; i < scale.searches; ++i) {
    v1::SearchPersonsRequest request;
    request.set_query(queries[static_cast<size_t>(i) % queries.size()]);
    grpc::ClientContext context;
    v1::SearchPersonsResponse response;
    grpc::Status status;
    times.push_back(Milliseconds([&] { status = registry.load.stub().SearchPersons(&context, request, &response); }));
    Require(status.ok(), "SearchPersons: " + status.error_message());
  }
  return {.measure = absl::StrFormat("ms of a search among %d persons, 95th percentile", scale.roster_rows),
          .value = Percentile(times, 0.95),
          .reference = kSearchMillisecondsMax,
          .goal = 1,
          .at_most = true};
}

void ImportMore(Registry& registry, int first, int last) {
  grpc::ClientContext context;
  v1::ImportPersonsResponse response;
  const auto writer = registry.load.stub().ImportPersons(&context, &response);
  for (int n = first; n < last; ++n) {
    v1::ImportPersonsRequest row;
    v1::Person& person = *row.mutable_person();
    person.set_name(absl::StrCat("persons/bench-", n));
    person.set_display_name(NameOf(n));
    person.set_category(v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
    person.set_sex(n % 2 == 0 ? v1::SEX_FEMALE : v1::SEX_MALE);
    person.mutable_private_fields()->mutable_id_document()->set_kind(v1::IdDocument::KIND_RESIDENT_ID);
    person.mutable_private_fields()->mutable_id_document()->set_number(IdNumber(n));
    person.add_employments()->set_organization(EmployerOf(n));
    if (!writer->Write(row)) break;
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  Require(status.ok() && response.summary().refused() == 0,
          absl::StrCat("import: ", status.error_message(), response.summary().ShortDebugString().substr(0, 500)));
}

Line Pages(Registry& registry, const Scale& scale) {
  std::vector<double> times;
  for (int i = 0; i < scale.pages; ++i) {
    v1::ListPersonsRequest request;
    request.set_page_size(kPageSize);
    const int n = scale.roster_rows + i * 997 % (scale.persons - scale.roster_rows);
    request.set_filter(absl::StrCat("employments.organization = \"", EmployerOf(n), "\""));
    grpc::ClientContext context;
    v1::ListPersonsResponse page;
    grpc::Status status;
    times.push_back(Milliseconds([&] { status = registry.load.stub().ListPersons(&context, request, &page); }));
    Require(status.ok() && page.persons_size() == kPageSize, "ListPersons: " + status.error_message());
  }
  return {
      .measure = absl::StrFormat("ms of a page of %d by employer among %d persons, median", kPageSize, scale.persons),
      .value = Percentile(times, 0.5),
      .reference = kPageMillisecondsMax,
      .goal = 1,
      .at_most = true};
}

void RunAll(const Scale& scale, const Options& options) {
  const ScratchDirectory directory(options.directory);
  std::vector<Line> lines;
  Registry registry(directory.path() + "/registry");
  lines.push_back(Roster(registry, directory.path(), scale));
  lines.push_back(Searches(registry, scale));
  CreateEmployers(registry, scale.persons);
  ImportMore(registry, scale.roster_rows, scale.persons);
  lines.push_back(Pages(registry, scale));
  lines.push_back({.measure = absl::StrFormat("registry's resident MiB with %d persons", scale.persons),
                   .value = registry.ResidentMebibytes(),
                   .reference = kMebibytesMax,
                   .goal = 1,
                   .at_most = true});
  options.Report("bench_registry", lines);
}

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) {
  using jiedui::bench::Scale;
  const jiedui::bench::Options options("bench_registry", argc, argv);
  const Scale scale =
      options.quick ? Scale{.roster_rows = 20'000, .searches = 300, .persons = 60'000, .pages = 100} : Scale();
  jiedui::bench::RunAll(scale, options);
}
