// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/health.h"

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using HealthStub = grpc::health::v1::Health::Stub;

HealthCheckRequest Of(const std::string& service) {
  HealthCheckRequest request;
  request.set_service(service);
  return request;
}

// An open health watch.
struct Watch {
  std::unique_ptr<HealthStub> stub;
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<HealthCheckResponse>> reader;

  Watch(TestServer& server, const std::string& service) : stub(grpc::health::v1::Health::NewStub(server.NewChannel())) {
    SetTimeout(context, absl::Seconds(60));
    reader = stub->Watch(&context, Of(service));
  }
  HealthCheckResponse::ServingStatus Next() {
    HealthCheckResponse response;
    return reader->Read(&response) ? response.status() : HealthCheckResponse::UNKNOWN;
  }
};

TEST(HealthCheck, KnowsTheServerAndItsServices) {
  TestServer server;
  const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
  for (const char* service : {"", "jiedui.registry.v1.PersonService", "grpc.health.v1.Health"}) {
    const auto answer = Call(*stub, &HealthStub::Check, Of(service));
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->status(), HealthCheckResponse::SERVING) << service;
  }
}

TEST(HealthCheck, UnknownServiceIsNotFound) {
  TestServer server;
  const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
  EXPECT_EQ(Call(*stub, &HealthStub::Check, Of("no.Such")).status().code(), absl::StatusCode::kNotFound);
}

TEST(HealthCheck, FollowsSetServing) {
  TestServer server;
  const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
  server.server().SetServing(false);
  EXPECT_EQ(Call(*stub, &HealthStub::Check, Of(""))->status(), HealthCheckResponse::NOT_SERVING);
  server.server().SetServing(true);
  EXPECT_EQ(Call(*stub, &HealthStub::Check, Of(""))->status(), HealthCheckResponse::SERVING);
}

TEST(HealthCheck, IsAnsweredByAServerThatRefusesCalls) {
  ServerOptions options = QuickOptions();
  options.calls_in_flight_max = 0;
  TestServer server({}, options);
  EXPECT_EQ(ReasonOf(Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/p")).status()),
            "OVERLOADED");
  const auto stub = grpc::health::v1::Health::NewStub(server.NewChannel());
  EXPECT_TRUE(Call(*stub, &HealthStub::Check, Of("")).ok());
}

TEST(HealthWatch, TellsEachChange) {
  TestServer server;
  Watch watch(server, "");
  EXPECT_EQ(watch.Next(), HealthCheckResponse::SERVING);
  for (int i = 0; i < 20; ++i) {
    server.server().SetServing(false);
    EXPECT_EQ(watch.Next(), HealthCheckResponse::NOT_SERVING);
    server.server().SetServing(true);
    EXPECT_EQ(watch.Next(), HealthCheckResponse::SERVING);
  }
}

TEST(HealthWatch, UnknownServiceIsToldAsSuch) {
  TestServer server;
  Watch watch(server, "no.Such");
  EXPECT_EQ(watch.Next(), HealthCheckResponse::SERVICE_UNKNOWN);
}

TEST(HealthWatch, IsToldNotServingBeforeTheDrainEndsIt) {
  TestServer server;
  Watch watch(server, "");
  EXPECT_EQ(watch.Next(), HealthCheckResponse::SERVING);
  server.server().Drain();
  EXPECT_EQ(watch.Next(), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(watch.Next(), HealthCheckResponse::UNKNOWN);
  EXPECT_EQ(watch.reader->Finish().error_code(), grpc::UNAVAILABLE);
}

}  // namespace
}  // namespace jiedui::rpc
